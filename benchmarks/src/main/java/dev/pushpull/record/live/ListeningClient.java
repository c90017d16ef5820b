package dev.pushpull.record.live;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.target.external.Sight;
import dev.pushpull.truth.SightLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client of a recording: what it saw, what it asked, what that took. Safe from any thread. */
final class ListeningClient implements SubscriberListener {

  /** Long polls in a row that may be answered at once and without news. */
  private static final int MAX_UNHELD = 4;

  private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What it is and listens to. */
  final RecordingPlan.Client plan;

  /** What it saw. */
  final SightLog sights = new SightLog();

  /** Its answered requests. */
  final RequestLog requests = new RequestLog();

  /** The bytes of its stream, if it has one. */
  final StreamMeter stream = new StreamMeter();

  private final AtomicLong seenBytes = new AtomicLong();
  private final AnswerMeter answers;
  private final Consumer<String> failures;
  private volatile @Nullable Subscriber subscriber;
  private ByteCounts counted = ByteCounts.ZERO; // of the gate's thread, as all below
  private boolean connecting = true;
  private @Nullable Exchange last;
  private volatile boolean refused;
  private final AtomicInteger unheld = new AtomicInteger();
  private long newest;

  /**
   * Not connected yet.
   *
   * @param failures told of each, in a line
   */
  ListeningClient(RecordingPlan.Client plan, AnswerMeter answers, Consumer<String> failures) {
    this.plan = plan;
    this.answers = answers;
    this.failures = failures;
  }

  /** What it is made of. */
  void setSubscriber(Subscriber made) {
    subscriber = made;
  }

  /** All bytes on its sockets. */
  ByteCounts bytes() {
    Subscriber made = subscriber;
    return made == null ? ByteCounts.ZERO : made.bytes();
  }

  /** What it is called where costs are told. */
  StrategyKind kind() {
    return StrategyKind.of(plan.strategy());
  }

  /** Whether its last answer asked for a pause. */
  boolean isRefused() {
    return refused;
  }

  /** Whether it asks without a pause, since the server does not hold its long polls. */
  boolean isHasty() {
    return unheld.get() > MAX_UNHELD;
  }

  /** How long what it saw was, on average. */
  double updateBytes() {
    return sights.size() == 0 ? 0 : (double) seenBytes.get() / sights.size();
  }

  /** It saw something. */
  void saw(Sight sight) {
    seenBytes.addAndGet(sight.bytes());
    sights.add(sight.id(), sight.observedNanos());
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    stream.countMessage();
  }

  @Override
  public void onConnectionOpened() {
    connecting = true;
  }

  @Override
  public void onExchange(Exchange exchange) {
    noteHold(exchange);
    logLast();
    ByteCounts now = bytes();
    refused = AnswerMeter.isRefusal(exchange.status());
    answers.add(kind(), exchange, now.minus(counted), connecting);
    counted = now;
    connecting = false;
    last = exchange;
  }

  /** An answer that could not be read does not tell what the server had. */
  @Override
  public void onFailure(String failure) {
    last = null;
    failures.accept(plan.strategy() + ": " + failure);
  }

  private void noteHold(Exchange exchange) {
    long now = sights.size() == 0 ? 0 : sights.version(sights.size() - 1);
    boolean held = exchange.completedNanos() - exchange.startedNanos() >= HELD_NANOS;
    if (held || now != newest) {
      unheld.set(0);
    } else if (exchange.kind() == Exchange.Kind.LONG_POLL && exchange.status() < 400) {
      unheld.incrementAndGet();
    }
    newest = now;
  }

  private void logLast() {
    Exchange before = last;
    if (before != null
        && (before.kind() == Exchange.Kind.POLL || before.kind() == Exchange.Kind.CONNECT)
        && (before.status() == 304 || before.status() / 100 == 2)) {
      requests.add(before.dueNanos(), before.startedNanos(), before.completedNanos(), false);
    }
  }
}
