package dev.pushpull.engine;

import static dev.pushpull.schedule.PollSchedule.NO_HINT;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server says of when to ask again, and whether it is heard. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY"})
class HintsTest {

  @AutoClose private final MockWebServer server = new MockWebServer();
  @AutoClose private final PerClientEngine stack;
  private final Recorder told = new Recorder();

  HintsTest(EngineFixture engine) {
    stack = engine.makeEach();
  }

  private final Told hints = new Told();

  /** Polls at once whatever it hears, and keeps it. */
  private static final class Told implements PollSchedule {
    private final List<Long> nanos = new ArrayList<>(); // guarded by this

    synchronized List<Long> nanos() {
      return List.copyOf(nanos);
    }

    @Override
    public long firstNanos() {
      return System.nanoTime();
    }

    @Override
    public synchronized long nextNanos(long completedNanos, boolean changed, long hintNanos) {
      nanos.add(hintNanos);
      return completedNanos + MILLISECONDS.toNanos(1);
    }

    @Override
    public long missedTicks() {
      return 0;
    }
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    server.enqueue(update(1).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|Cache-Control: max-age=5|5",
        "304|Cache-Control: max-age=5|5",
        "304|Cache-Control: private, MAX-AGE=\"3\"|3",
        "200|Cache-Control: no-store|-1",
        "200|Cache-Control: max-age=0|-1",
        "200|Cache-Control: max-age=-7|-1",
        "200|Cache-Control: max-age=soon|-1",
        "200|Cache-Control: max-age=99999999999|2147483647",
        "200|Retry-After: 5|5",
        "503|Retry-After: 5|5",
        "429|Retry-After: 120|120",
        "503|Retry-After: 0|-1",
        "503|Retry-After: -5|-1",
        "503|Retry-After: 99999999999999999999|-1",
        "503|Retry-After: when it is ready|-1",
        "503|Pushpull-Retry-After: 5|-1",
        "500|Retry-After: 5|-1",
        "503|Cache-Control: max-age=5|-1"
      })
  void secondsAreHeardAndGarbageIsNoHint(int status, String header, long seconds) throws Exception {
    var answer = status == 200 ? update(2) : new MockResponse.Builder().code(status);
    server.enqueue(answer.addHeader(header).build());
    assertThat(firstHint()).isEqualTo(seconds < 0 ? NO_HINT : SECONDS.toNanos(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fri, 31 Dec 1999 23:59:29 GMT|30",
        "Friday, 31-Dec-99 23:59:29 GMT|30",
        "Fri Dec 31 23:59:29 1999|30",
        "Fri, 31 Dec 1999 23:59:59 GMT|-1",
        "Sat, 01 Jan 2000 00:00:59 GMT|-1"
      })
  void aDateIsTakenAgainstTheServersOwn(String now, long seconds) throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(503)
            .addHeader("Date", now)
            .addHeader("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")
            .build());
    assertThat(firstHint()).isEqualTo(seconds < 0 ? NO_HINT : SECONDS.toNanos(seconds));
  }

  @Test
  void aDateWithoutTheServersOwnIsTakenAgainstOurs() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT")
            .build());
    assertThat(firstHint()).isGreaterThan(SECONDS.toNanos(365L * 24 * 3_600));
  }

  @Test
  void hintedWaitsAsLongAsItIsAsked() throws Exception {
    server.enqueue(update(2).addHeader("Cache-Control", "max-age=1").build());
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "2").build());
    server.enqueue(update(3).build());
    try (Subscriber subscriber = subscriber("hinted")) {
      subscriber.start(Schedules.of(new Pace.Hinted(), System.nanoTime(), 1));
      told.await(now -> polls().size() == 3);
    }
    assertThat(polls().get(1).dueNanos() - polls().get(0).completedNanos())
        .isEqualTo(SECONDS.toNanos(1));
    assertThat(polls().get(2).dueNanos() - polls().get(1).completedNanos())
        .isEqualTo(SECONDS.toNanos(2));
    assertThat(polls()).allMatch(poll -> poll.startedNanos() >= poll.dueNanos());
    assertThat(told.versions()).containsExactly(1L, 2L, 3L);
    assertThat(told.failures()).containsExactly("unexpected status 503");
  }

  private List<Exchange> polls() {
    return told.all(Exchange.class).stream()
        .filter(exchange -> exchange.kind() == Exchange.Kind.POLL)
        .toList();
  }

  /** What the answer that is enqueued says; the request after it is left unanswered. */
  private long firstHint() throws Exception {
    try (Subscriber subscriber = subscriber("conditional-poll@20ms")) {
      subscriber.start(hints);
      for (int i = 0; i < 3; i++) {
        server.takeRequest();
      }
    }
    return hints.nanos().getFirst();
  }

  private Subscriber subscriber(String strategy) throws Exception {
    Subscriber subscriber =
        stack.subscriber(Orders.order(strategy, server.url("/feeds/f").uri()), told);
    subscriber.connect();
    return subscriber;
  }

  private static MockResponse.Builder update(long version) {
    return new MockResponse.Builder().body(new Buffer().write(ScriptedServer.update(version)));
  }
}
