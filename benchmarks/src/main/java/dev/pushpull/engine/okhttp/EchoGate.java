package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.sut.wire.Update;
import java.util.function.Consumer;

/** A gate that lets an outbox see the updates that a member gets. */
final class EchoGate extends ListenerGate {

  private volatile Consumer<Update> outbox = _ -> {};

  EchoGate(SubscriberListener listener) {
    super(listener);
  }

  /** From here on; before anything is heard. */
  void showTo(Consumer<Update> seen) {
    outbox = seen;
  }

  @Override
  public synchronized void onUpdate(Update update, long observedNanos) {
    super.onUpdate(update, observedNanos);
    outbox.accept(update);
  }
}
