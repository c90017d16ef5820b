package dev.pushpull.client.okhttp;

import dev.pushpull.client.Backoff;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.Worker;
import dev.pushpull.schedule.PollSchedule;
import java.time.Duration;
import okhttp3.Request;

/**
 * Has a request wait at the server at all times (RFC 7240, {@code Prefer: wait}): asks again as
 * soon as it is answered, and with {@linkplain Backoff growing waits} while it fails.
 */
final class LongPollSubscriber extends RequestSubscriber {

  private final String prefer;
  private final Backoff backoff = new Backoff();

  LongPollSubscriber(
      String name,
      Device device,
      Fetcher fetcher,
      ListenerGate listener,
      long timeoutNanos,
      Duration wait) {
    super(name, device, fetcher, listener, timeoutNanos);
    this.prefer = "wait=" + wait.toSeconds();
  }

  @Override
  void afterFirst(Worker self) throws InterruptedException {
    while (!self.isStopping()) {
      Request request = fetcher.conditional().header("Prefer", prefer).build();
      Fetcher.Outcome outcome = fetcher.fetch(request, Exchange.Kind.LONG_POLL);
      if (outcome.failure().isEmpty()) {
        backoff.reset();
      } else {
        self.sleepUntil(outcome.completedNanos() + backoff.nextNanos());
      }
    }
  }

  @Override
  public void start(PollSchedule schedule) {
    // It polls since connect.
  }
}
