package dev.pushpull.engine.thread;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Keeps what a {@link SubscriberListener} is promised: calls from several threads reach it one
 * after the other, and none once the gate is closed. Safe from any thread.
 */
public class ListenerGate implements SubscriberListener {

  private static final SubscriberListener NOBODY = new SubscriberListener() {};

  private SubscriberListener listener; // guarded by this
  private boolean failureTold; // guarded by this
  private volatile UnaryOperator<String> shown = text -> text;

  /** An open gate before the listener. */
  public ListenerGate(SubscriberListener listener) {
    this.listener = listener;
  }

  /** From now on failures are told as they may be shown. */
  void show(UnaryOperator<String> as) {
    shown = as;
  }

  /** A failure as it may be shown, in one line without the exception's name. */
  public String shown(Throwable failure) {
    return shown.apply(Reason.of(failure));
  }

  /** Nothing is reported any more once this returns. */
  public synchronized void close() {
    listener = NOBODY;
  }

  /** Closes after a failed connect, having reported at least one failure of it. */
  public synchronized void closeFailed(IOException failure) {
    if (!failureTold) {
      onFailure(failure);
    }
    listener = NOBODY;
  }

  @Override
  public synchronized void onUpdate(Update update, long observedNanos) {
    listener.onUpdate(update, observedNanos);
  }

  @Override
  public synchronized void onExchange(Exchange exchange) {
    listener.onExchange(exchange);
  }

  @Override
  public synchronized void onConnectionOpened() {
    listener.onConnectionOpened();
  }

  @Override
  public synchronized void onSecured(TlsFacts tls) {
    listener.onSecured(tls);
  }

  @Override
  public synchronized void onReconnect() {
    listener.onReconnect();
  }

  @Override
  public synchronized void onFailure(String failure) {
    failureTold = true;
    listener.onFailure(shown.apply(failure));
  }

  /** Tells why something failed, in one line without the exception's name. */
  public void onFailure(IOException failure) {
    onFailure(Reason.of(failure));
  }
}
