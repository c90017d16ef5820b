package dev.pushpull.client.okhttp;

import dev.pushpull.client.Exchange;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Response;

/** Looks into a room's log on a connection that is not the one that listens. Used by one thread. */
final class LogSearch {

  /**
   * What follows a version.
   *
   * @param held the version up to which nothing more is needed
   * @param more whether there is more behind
   */
  private record Answer(List<Update> updates, long held, boolean more) {}

  private final Device device;
  private final SubscriberListener listener;

  LogSearch(Device device, SubscriberListener listener) {
    this.device = device;
    this.listener = listener;
  }

  /** Opens the connection by asking for what follows the newest version. */
  void connect(long newest) throws IOException {
    ask(newest, Exchange.Kind.CONNECT);
  }

  /**
   * Which of some payloads were published.
   *
   * @param after a version older than that of any of them
   * @throws IOException if that cannot be known now
   */
  Set<String> published(Collection<String> payloads, long after) throws IOException {
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
    try (Response response = device.call(After.of(device, after).build()).execute()) {
      device.note(response);
      byte[] body = response.body().bytes();
      listener.onExchange(
          new Exchange(startedNanos, startedNanos, System.nanoTime(), response.code(), kind));
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
