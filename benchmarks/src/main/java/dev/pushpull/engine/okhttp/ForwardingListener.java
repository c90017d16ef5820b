package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ConnectionListener;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.TlsFacts;

/** Passes on what happens to connections, and nothing else. As safe as who hears it. */
public class ForwardingListener implements SubscriberListener {

  private final ConnectionListener to;

  /** Passes it on to a listener. */
  public ForwardingListener(ConnectionListener to) {
    this.to = to;
  }

  @Override
  public void onConnectionOpened() {
    to.onConnectionOpened();
  }

  @Override
  public void onSecured(TlsFacts tls) {
    to.onSecured(tls);
  }

  @Override
  public void onReconnect() {
    to.onReconnect();
  }

  @Override
  public void onFailure(String failure) {
    to.onFailure(failure);
  }
}
