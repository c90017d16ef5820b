package dev.pushpull.console;

import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that keeps in mind whether all of it was written: what prints to it hides that.
 * After a failure nothing more is written. Guarded by this.
 */
public final class StandardOutput extends OutputStream {

  /** What a write to a pipe meets whose reader has read enough, such as {@code head}. */
  private static final String READER_GONE = "broken pipe";

  private final OutputStream target;
  private @Nullable IOException failure;

  /** Writes to a target that this then owns. */
  public StandardOutput(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    unlessFailed(() -> target.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    unlessFailed(target::flush);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private synchronized void unlessFailed(Writing writing) {
    if (failure == null) {
      try {
        writing.run();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** Why some of it was not written; empty too where the reader went away by itself. */
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(failure).map(Reason::of).filter(why -> !why.equals(READER_GONE));
  }
}
