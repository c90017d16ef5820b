package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.FeedSubscription;
import dev.pushpull.engine.Request;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks into a room's log on a connection that is not the one that listens. Used by one thread. */
record LogSearch(Device device) {

  /**
   * What follows a version.
   *
   * @param held the version up to which nothing more is needed
   * @param more whether there is more behind
   */
  private record Found(List<Update> updates, long held, boolean more) {}

  /** Opens the connection by asking for what follows the newest version. */
  void connect(long newest) throws IOException {
    ask(newest, Exchange.Kind.CONNECT);
  }

  /**
   * Which of some payloads were published; asked for again with {@linkplain Backoff growing waits}
   * while that cannot be known.
   *
   * @param self whose thread this is
   * @param firstNanos when to ask first
   * @param after a version older than that of any of them
   * @return empty if the worker was asked to stop before
   */
  Optional<Set<String>> published(
      Worker self, long firstNanos, Collection<String> payloads, long after)
      throws InterruptedException {
    var backoff = new Backoff();
    long next = firstNanos;
    while (self.sleepUntil(next)) {
      try {
        return Optional.of(published(payloads, after));
      } catch (IOException e) {
        device.listener.onFailure(e);
        next = System.nanoTime() + backoff.nextNanos();
      }
    }
    return Optional.empty();
  }

  private Set<String> published(Collection<String> payloads, long after) throws IOException {
    var found = new HashSet<String>();
    Found answer = new Found(List.of(), after, true);
    while (answer.more() && found.size() < payloads.size()) {
      answer = ask(answer.held(), Exchange.Kind.RECOVER);
      answer.updates().stream().map(Update::payload).filter(payloads::contains).forEach(found::add);
    }
    return found;
  }

  private Found ask(long after, Exchange.Kind kind) throws IOException {
    long startedNanos = System.nanoTime();
    Answer answer = device.call(Request.get(device.order.feed()).withParameter("after", after));
    device.listener.onExchange(Exchange.since(startedNanos, answer.status(), kind));
    return switch (answer.status()) {
      case 200 -> page(answer.body());
      case 304 -> new Found(List.of(), after, false);
      case FeedSubscription.GONE ->
          new Found(
              List.of(), FeedSubscription.oldestKept(answer.body()).orElse(after + 1) - 1, true);
      default -> throw new IOException("reading the log returned status " + answer.status());
    };
  }

  private static Found page(byte[] body) throws IOException {
    try {
      LogPage page = LogPage.decode(body);
      return new Found(page.updates(), page.updates().getLast().version(), page.hasMore());
    } catch (MalformedUpdateException e) {
      throw new IOException("the log cannot be read: " + Reason.of(e), e);
    }
  }
}
