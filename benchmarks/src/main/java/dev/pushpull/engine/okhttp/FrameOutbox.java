package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.thread.Worker;
import dev.pushpull.sut.wire.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages as text frames on the WebSocket that listens, one behind the other without
 * waiting. Nothing answers a frame but the member's own message coming back. The server reads
 * frames in their order, so of those that were under way at a loss it took the first ones.
 */
final class FrameOutbox implements Outbox, OkHttpWebSocketStream.Outgoing {

  private final String name;
  private final Device searching;
  private final LogSearch search;
  private final Deque<String> waiting = new ArrayDeque<>(); // guarded by this
  private final Deque<String> unheard = new ArrayDeque<>(); // sent; guarded by this
  private @Nullable WebSocket socket; // guarded by this
  private Worker resolver = Worker.NONE; // works while sending is in doubt; guarded by this
  private long lostNanos; // guarded by this
  private long heldVersion; // guarded by this
  private boolean stopping; // guarded by this

  /**
   * @param name of its thread
   * @param searching connected only if the log must be looked into
   */
  FrameOutbox(String name, Device searching) {
    this.name = name;
    this.searching = searching;
    this.search = new LogSearch(searching);
  }

  @Override
  public synchronized void send(String payload) {
    waiting.add(payload);
    flush();
  }

  private synchronized void flush() {
    if (socket == null || resolver != Worker.NONE) {
      return;
    }
    // Refused where the socket is closing: then the frame was not sent.
    while (!waiting.isEmpty() && socket.send(waiting.peek())) {
      unheard.add(waiting.remove());
    }
  }

  @Override
  public synchronized void seen(Update update) {
    heldVersion = Math.max(heldVersion, update.version());
    if (update.payload().equals(unheard.peek())) {
      unheard.remove();
    }
  }

  @Override
  public synchronized void opened(WebSocket open) {
    socket = open;
    flush();
  }

  @Override
  public synchronized void ended() {
    socket = null;
    lostNanos = System.nanoTime();
    if (!unheard.isEmpty() && resolver == Worker.NONE && !stopping) {
      resolver = Worker.start(name, this::resolve);
    }
  }

  /** Finds out what became of the frames that got no answer, and sends on. */
  private void resolve(Worker self) throws InterruptedException {
    List<String> asked;
    long after;
    if (!self.sleepUntil(doubtEndNanos())) {
      return;
    }
    synchronized (this) {
      asked = List.copyOf(unheard);
      after = heldVersion; // The first of them is not held, so it is newer.
    }
    search.published(self, System.nanoTime(), asked, after).ifPresent(this::settle);
  }

  private synchronized long doubtEndNanos() {
    return lostNanos + DOUBT_NANOS;
  }

  private synchronized void settle(Set<String> published) {
    var again = new ArrayList<>(unheard);
    again.removeIf(published::contains);
    unheard.clear();
    again.reversed().forEach(waiting::addFirst);
    resolver = Worker.NONE;
    flush();
  }

  @Override
  public synchronized boolean isSending() {
    return !waiting.isEmpty() || !unheard.isEmpty();
  }

  @Override
  public void stop() {
    stopped().stop();
  }

  private synchronized Worker stopped() {
    stopping = true;
    return resolver;
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    return stopped().awaitEnd(timeoutNanos);
  }

  @Override
  public void close(long timeoutNanos) {
    stopped().abort(timeoutNanos);
    searching.close();
  }
}
