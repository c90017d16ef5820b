package dev.pushpull.client.okhttp;

import dev.pushpull.client.Exchange;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.TlsFacts;
import dev.pushpull.sut.wire.Update;
import java.util.function.Consumer;

/** Lets an outbox see the updates that a member gets. As safe as its listener. */
final class EchoTap implements SubscriberListener {

  private final SubscriberListener listener;
  private volatile Consumer<Update> outbox = _ -> {};

  EchoTap(SubscriberListener listener) {
    this.listener = listener;
  }

  /** From here on; before anything is heard. */
  void showTo(Consumer<Update> seen) {
    outbox = seen;
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    listener.onUpdate(update, observedNanos);
    outbox.accept(update);
  }

  @Override
  public void onExchange(Exchange exchange) {
    listener.onExchange(exchange);
  }

  @Override
  public void onConnectionOpened() {
    listener.onConnectionOpened();
  }

  @Override
  public void onSecured(TlsFacts tls) {
    listener.onSecured(tls);
  }

  @Override
  public void onReconnect() {
    listener.onReconnect();
  }

  @Override
  public void onFailure(String failure) {
    listener.onFailure(failure);
  }
}
