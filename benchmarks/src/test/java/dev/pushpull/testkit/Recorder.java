package dev.pushpull.testkit;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.sut.wire.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Keeps what a subscriber tells, in order, and lets a test wait for it. */
public final class Recorder implements SubscriberListener {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<Object> events = new ArrayList<>(); // guarded by this

  /** What {@link SubscriberListener#onUpdate} told. */
  public record Seen(Update update, long observedNanos) {}

  /** What {@link SubscriberListener#onConnectionOpened} told. */
  public record Connected() {}

  /** What {@link SubscriberListener#onSecured} told. */
  public record Secured(TlsFacts tls) {}

  /** What {@link SubscriberListener#onReconnect} told. */
  public record Reconnect() {}

  /** What {@link SubscriberListener#onFailure} told. */
  public record Failure(String text) {}

  private synchronized void add(Object event) {
    events.add(event);
    notifyAll();
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    add(new Seen(update, observedNanos));
  }

  @Override
  public void onExchange(Exchange exchange) {
    add(exchange);
  }

  @Override
  public void onConnectionOpened() {
    add(new Connected());
  }

  @Override
  public void onSecured(TlsFacts tls) {
    add(new Secured(tls));
  }

  @Override
  public void onReconnect() {
    add(new Reconnect());
  }

  @Override
  public void onFailure(String failure) {
    add(new Failure(failure));
  }

  /** All so far. */
  public synchronized List<Object> events() {
    return List.copyOf(events);
  }

  /** All so far of one kind. */
  public <T> List<T> all(Class<T> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The versions that updates carried. */
  public List<Long> versions() {
    return all(Seen.class).stream().map(seen -> seen.update().version()).toList();
  }

  /** The statuses of the answers. */
  public List<Integer> statuses() {
    return all(Exchange.class).stream().map(Exchange::status).toList();
  }

  /** How many answers had each status. */
  public Map<Integer, Integer> answers() {
    var answers = new TreeMap<Integer, Integer>();
    statuses().forEach(status -> answers.merge(status, 1, Integer::sum));
    return answers;
  }

  /** The failures told. */
  public List<String> failures() {
    return all(Failure.class).stream().map(Failure::text).toList();
  }

  /** Waits until the version was seen. */
  public void awaitVersion(long version) throws InterruptedException, TimeoutException {
    await(now -> now.versions().contains(version));
  }

  /** Waits until as many failures were told. */
  public void awaitFailures(int count) throws InterruptedException, TimeoutException {
    await(now -> now.failures().size() >= count);
  }

  /** Waits until something is so; it is asked after each event. */
  public synchronized void await(Predicate<Recorder> condition)
      throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.test(this)) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMillis <= 0) {
        throw new TimeoutException("only this happened: " + events);
      }
      wait(leftMillis);
    }
  }
}
