package dev.pushpull.engine.thread;

import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.sut.wire.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages as text frames on the WebSocket that listens, one behind the other without
 * waiting. Nothing answers a frame but the member's own message coming back. The server reads
 * frames in their order, so of those that were under way at a loss it took the first ones.
 */
final class WebSocketMember extends ChatMember {

  private final String name;
  private final Deque<String> waiting = new ArrayDeque<>(); // guarded by this
  private final Deque<String> unheard = new ArrayDeque<>(); // sent; guarded by this
  private Device.@Nullable Sender socket; // guarded by this
  private Worker resolver = Worker.NONE; // works while sending is in doubt; guarded by this
  private boolean stopping; // guarded by this

  /** Connects its second connection only if the log must be looked into. */
  WebSocketMember(DeviceEngine engine, SubscriberOrder order, SubscriberListener listener) {
    super(engine, order, listener);
    this.name = engine.name("outbox");
  }

  @Override
  synchronized void send(String payload) {
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
  synchronized void seen(Update update) {
    super.seen(update);
    if (update.payload().equals(unheard.peek())) {
      unheard.remove();
    }
  }

  @Override
  synchronized void socketChanged(Device.@Nullable Sender now) {
    socket = now;
    if (now != null) {
      flush();
      return;
    }
    long doubtEndNanos = System.nanoTime() + DOUBT_NANOS;
    if (!unheard.isEmpty() && resolver == Worker.NONE && !stopping) {
      resolver = Worker.start(name, self -> resolve(self, doubtEndNanos));
    }
  }

  /** Finds out what became of the frames that got no answer, and sends on. */
  private void resolve(Worker self, long doubtEndNanos) throws InterruptedException {
    List<String> asked;
    long after;
    if (!self.sleepUntil(doubtEndNanos)) {
      return;
    }
    synchronized (this) {
      asked = List.copyOf(unheard);
      after = heldVersion(); // The first of them is not held, so it is newer.
    }
    search.published(self, System.nanoTime(), asked, after).ifPresent(this::settle);
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
  synchronized boolean isSending() {
    return !waiting.isEmpty() || !unheard.isEmpty();
  }

  @Override
  synchronized Worker stopSending() {
    stopping = true;
    return resolver;
  }
}
