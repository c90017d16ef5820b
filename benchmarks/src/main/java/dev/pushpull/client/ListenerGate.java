package dev.pushpull.client;

import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;

/**
 * Keeps what a {@link SubscriberListener} is promised: calls from several threads reach it one
 * after the other, and none once the gate is closed. Safe from any thread.
 */
public final class ListenerGate implements SubscriberListener {

  private final SubscriberListener listener;
  private boolean closed; // guarded by this
  private boolean failureTold; // guarded by this

  /** An open gate before the listener. */
  public ListenerGate(SubscriberListener listener) {
    this.listener = listener;
  }

  /** Nothing is told any more once this returns. */
  public synchronized void close() {
    closed = true;
  }

  /** Closes after a connect that came to nothing, having told one failure of it at least. */
  public synchronized void closeFailed(IOException failure) {
    if (!failureTold) {
      onFailure(failure);
    }
    closed = true;
  }

  @Override
  public synchronized void onUpdate(Update update, long observedNanos) {
    if (!closed) {
      listener.onUpdate(update, observedNanos);
    }
  }

  @Override
  public synchronized void onExchange(Exchange exchange) {
    if (!closed) {
      listener.onExchange(exchange);
    }
  }

  @Override
  public synchronized void onConnectionOpened() {
    if (!closed) {
      listener.onConnectionOpened();
    }
  }

  @Override
  public synchronized void onSecured(TlsFacts tls) {
    if (!closed) {
      listener.onSecured(tls);
    }
  }

  @Override
  public synchronized void onReconnect() {
    if (!closed) {
      listener.onReconnect();
    }
  }

  @Override
  public synchronized void onFailure(String failure) {
    if (!closed) {
      failureTold = true;
      listener.onFailure(failure);
    }
  }

  /** Tells of an exception, in one line. */
  public void onFailure(IOException failure) {
    onFailure(Reason.of(failure));
  }
}
