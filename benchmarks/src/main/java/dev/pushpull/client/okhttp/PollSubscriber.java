package dev.pushpull.client.okhttp;

import dev.pushpull.client.Exchange;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.Worker;
import dev.pushpull.schedule.PollSchedule;
import okhttp3.Request;

/** Polls when a schedule says, which is notified of each answer. */
final class PollSubscriber extends RequestSubscriber {

  private final boolean conditional;

  /**
   * @param fetcher of the feed
   * @param conditional whether to let the server answer 304
   */
  PollSubscriber(
      String name,
      Device device,
      Fetcher fetcher,
      ListenerGate listener,
      long timeoutNanos,
      boolean conditional) {
    super(name, device, fetcher, listener, timeoutNanos);
    this.conditional = conditional;
  }

  @Override
  void afterFirst(Worker self) {
    // Rests until it is started; then another worker polls.
  }

  @Override
  public void start(PollSchedule schedule) {
    work(self -> poll(self, schedule));
  }

  private void poll(Worker self, PollSchedule schedule) throws InterruptedException {
    long dueNanos = schedule.firstNanos();
    while (self.sleepUntil(dueNanos)) {
      Request request = conditional ? fetcher.conditional().build() : fetcher.plain();
      Fetcher.Outcome outcome = fetcher.fetch(request, dueNanos, Exchange.Kind.POLL);
      dueNanos =
          schedule.nextNanos(outcome.completedNanos(), outcome.fruitful(), outcome.hintNanos());
    }
  }
}
