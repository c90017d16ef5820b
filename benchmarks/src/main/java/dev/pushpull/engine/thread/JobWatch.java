package dev.pushpull.engine.thread;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.Update;
import java.util.concurrent.CountDownLatch;

/**
 * Passes on the messages of one job, and notices its end; or what a connection tells where no job
 * is meant: what happens to it, and that it was used. As safe as its listener.
 */
final class JobWatch implements SubscriberListener {

  private static final int NO_JOB = -1;

  private final int job;
  private final JobListener listener;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param job its number
   */
  JobWatch(int job, JobListener listener) {
    this.job = job;
    this.listener = listener;
  }

  /** Of no job. */
  static JobWatch ofNone(JobListener listener) {
    return new JobWatch(NO_JOB, listener);
  }

  /** Whether it is known that nothing follows. */
  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits until nothing follows. */
  void awaitOver() throws InterruptedException {
    over.await();
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

  @Override
  public void onUpdate(Update update, long observedNanos) {
    if (job != NO_JOB) {
      listener.onState(job, update, observedNanos);
      if (JobState.ofPayload(update.payload()).filter(JobState::isFinal).isPresent()) {
        over.countDown();
      }
    }
  }

  @Override
  public void onExchange(Exchange exchange) {
    if (job == NO_JOB) {
      listener.onConnected(exchange);
    } else {
      listener.onWatched(job, exchange);
    }
  }
}
