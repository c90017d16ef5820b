package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Subscription;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import java.io.IOException;

/**
 * Sends one request after the other on a worker. One that polls does so when a schedule says, which
 * is notified of each answer. One that long-polls has a request wait at the server at all times: it
 * asks again as soon as it is answered, and with {@linkplain Backoff growing waits} while it fails.
 */
public final class RequestSubscriber extends ConnectingSubscriber {

  private final String name;
  private final Device device;
  private final Fetcher fetcher; // the worker's
  private Worker worker = Worker.NONE;

  /**
   * @param name of its thread
   */
  public RequestSubscriber(String name, Device device) {
    super(device.listener, device.order.timeout().toNanos());
    this.name = name;
    this.device = device;
    this.fetcher = new Fetcher(device);
  }

  @Override
  protected void open() {
    worker = Worker.start(name, this::run);
  }

  private void run(Worker self) throws InterruptedException {
    try {
      fetcher.first();
    } catch (IOException e) {
      failed(e);
      return;
    }
    arrived();
    if (device.order.strategy() instanceof Strategy.LongPoll) {
      longPoll(self);
    }
  }

  private void longPoll(Worker self) throws InterruptedException {
    var backoff = new Backoff();
    while (!self.isStopping()) {
      Subscription.Outcome outcome = fetcher.longPoll();
      if (outcome.failure().isEmpty()) {
        backoff.reset();
      } else {
        long wait = Math.max(backoff.nextNanos(), fetcher.pauseNanos());
        self.sleepUntil(outcome.completedNanos() + wait);
      }
    }
  }

  @Override
  public void start(PollSchedule schedule) {
    if (device.order.strategy() instanceof Strategy.Poll poll) {
      worker = Worker.start(name, self -> poll(self, schedule, poll.conditional()));
    }
  }

  private void poll(Worker self, PollSchedule schedule, boolean conditional)
      throws InterruptedException {
    long dueNanos = schedule.firstNanos();
    while (self.sleepUntil(dueNanos)) {
      Subscription.Outcome outcome = fetcher.poll(conditional, dueNanos);
      long free = outcome.completedNanos() + fetcher.pauseNanos();
      dueNanos = schedule.nextNanos(free, outcome.changed(), outcome.hintNanos());
    }
  }

  @Override
  public void stop() {
    worker.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    return worker.awaitEnd(timeoutNanos);
  }

  @Override
  public void close() {
    listener.close();
    worker.abort(timeoutNanos);
    device.close();
  }

  @Override
  public boolean isConnected() {
    return device.isOpen();
  }

  @Override
  public ByteCounts bytes() {
    return device.bytes.total();
  }
}
