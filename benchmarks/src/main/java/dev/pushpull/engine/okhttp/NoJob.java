package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;

/**
 * What a job client's connection tells where no job is meant; what the lobby says is of no use but
 * to have been told.
 */
final class NoJob extends ForwardingListener {

  private final JobListener listener;

  NoJob(JobListener listener) {
    super(listener);
    this.listener = listener;
  }

  @Override
  public void onExchange(Exchange exchange) {
    listener.onConnected(exchange);
  }
}
