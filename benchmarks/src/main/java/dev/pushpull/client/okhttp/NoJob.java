package dev.pushpull.client.okhttp;

import dev.pushpull.client.Exchange;
import dev.pushpull.client.JobListener;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.TlsFacts;
import dev.pushpull.sut.wire.Update;

/** What a job client's connection tells where no job is meant. As safe as its listener. */
record NoJob(JobListener listener) implements SubscriberListener {

  @Override
  public void onUpdate(Update update, long observedNanos) {
    // What the lobby says is of no use but to have been told.
  }

  @Override
  public void onExchange(Exchange exchange) {
    listener.onConnected(exchange);
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
