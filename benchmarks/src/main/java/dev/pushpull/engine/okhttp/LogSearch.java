package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.thread.Backoff;
import dev.pushpull.engine.thread.Worker;
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
import okhttp3.Response;

/** Looks into a room's log on a connection that is not the one that listens. Used by one thread. */
record LogSearch(Device device) {

  /**
   * What follows a version.
   *
   * @param held the version up to which nothing more is needed
   * @param more whether there is more behind
   */
  private record Answer(List<Update> updates, long held, boolean more) {}

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
    Answer answer = new Answer(List.of(), after, true);
    while (answer.more() && found.size() < payloads.size()) {
      answer = ask(answer.held(), Exchange.Kind.RECOVER);
      answer.updates().stream().map(Update::payload).filter(payloads::contains).forEach(found::add);
    }
    return found;
  }

  private Answer ask(long after, Exchange.Kind kind) throws IOException {
    long startedNanos = System.nanoTime();
    try (Response response = device.client.newCall(device.after(after).build()).execute()) {
      device.note(response);
      byte[] body = response.body().bytes();
      device.listener.onExchange(Exchange.since(startedNanos, response.code(), kind));
      return switch (response.code()) {
        case 200 -> answer(body);
        case 304 -> new Answer(List.of(), after, false);
        case Gone.STATUS -> new Answer(List.of(), Gone.oldest(body).orElse(after + 1) - 1, true);
        default -> throw new IOException("reading the log returned status " + response.code());
      };
    }
  }

  private static Answer answer(byte[] body) throws IOException {
    try {
      LogPage page = LogPage.decode(body);
      return new Answer(page.updates(), page.updates().getLast().version(), page.hasMore());
    } catch (MalformedUpdateException e) {
      throw new IOException("the log cannot be read: " + Reason.of(e), e);
    }
  }
}
