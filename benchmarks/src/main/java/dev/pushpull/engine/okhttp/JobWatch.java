package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.Update;
import java.util.concurrent.CountDownLatch;

/** Passes on the messages of one job, and notices its end. As safe as its listener. */
public final class JobWatch extends ForwardingListener {

  private final int job;
  private final JobListener listener;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param job its number
   */
  public JobWatch(int job, JobListener listener) {
    super(listener);
    this.job = job;
    this.listener = listener;
  }

  /** Whether it is known that nothing follows. */
  public boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits until nothing follows. */
  public void awaitOver() throws InterruptedException {
    over.await();
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    listener.onState(job, update, observedNanos);
    if (JobState.ofPayload(update.payload()).filter(JobState::isFinal).isPresent()) {
      over.countDown();
    }
  }

  @Override
  public void onExchange(Exchange exchange) {
    listener.onWatched(job, exchange);
  }
}
