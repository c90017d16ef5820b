package dev.pushpull.operation.fork;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened one after the other; closed in reverse order, even if some of it fails. */
public final class Opened implements Closeable {

  private final Deque<Closeable> parts = new ArrayDeque<>();

  /** Makes something of what it opens. */
  @FunctionalInterface
  public interface Making<T> {
    /** Makes it; adds whatever must be closed with it. */
    T make(Opened opened) throws IOException, InterruptedException;
  }

  /**
   * What is made; if that fails, all that was opened for it is closed.
   *
   * @param failure what failed then
   */
  public static <T> T orClosed(String failure, Making<T> making) {
    var opened = new Opened();
    try {
      return making.make(opened);
    } catch (IOException | InterruptedException | RuntimeException e) {
      RuntimeException told = OperationException.of(failure, e);
      try {
        opened.close();
      } catch (IOException more) {
        told.addSuppressed(more);
      }
      throw told;
    }
  }

  /** Takes one more. */
  public <T extends Closeable> T add(T part) {
    parts.addLast(part);
    return part;
  }

  @Override
  public void close() throws IOException {
    if (!parts.isEmpty()) {
      try (Closeable _ = parts.removeFirst()) {
        close();
      }
    }
  }
}
