package dev.pushpull.record.live;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.record.Recording;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.target.external.ExternalServer;
import dev.pushpull.target.external.ServerProcess;
import dev.pushpull.target.external.Sight;
import dev.pushpull.target.external.Tellings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a server and keeps what it hears. Life: {@link #connect}, {@link #listen}, {@link
 * #finish}, {@link #close}; {@link #recording} at any time after {@code listen} began. One thread
 * calls all but that.
 */
public final class Recorder implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_NANOS = TICK_NANOS / 10;
  private static final long HASTE_NANOS = TICK_NANOS / 2;
  private static final String NOT_HELD =
      "the server answers at once, and does not wait for an update";
  private static final int MAX_NOTED = 5;

  private final TargetSpec spec;
  private final RecordingPlan plan;
  private final ExternalServer server;
  private final OkHttpEngine engine;
  private final Tellings tellings;
  private final List<ListeningClient> numbered = new CopyOnWriteArrayList<>();
  private final List<ListeningClient> clients = new CopyOnWriteArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final AnswerMeter answers = new AnswerMeter();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicInteger seen = new AtomicInteger();
  private final Set<String> notes = new LinkedHashSet<>(); // guarded by itself
  private final RecordedTruth truth;
  private final Optional<ServerProcess> process;
  private volatile Optional<Duration> cpuBefore = Optional.empty();
  private volatile Optional<Duration> cpuAfter = Optional.empty();
  private volatile long startNanos;
  private volatile long endNanos;
  private volatile @Nullable Instant startedAt;
  private volatile boolean complete;

  /**
   * Nothing is sent yet.
   *
   * @param environment the variables that the file reads
   * @throws IllegalArgumentException if a variable is not set, or its process does not run
   * @throws IOException if the certificates to trust cannot be read
   */
  public Recorder(
      TargetSpec spec, RecordingPlan plan, Function<String, Optional<String>> environment)
      throws IOException {
    this.spec = spec;
    this.plan = plan;
    this.process = spec.process().map(ServerProcess::of);
    this.server = new ExternalServer(spec, environment, this::saw);
    this.engine = new OkHttpEngine(server.carrier());
    this.tellings = new Tellings(spec.feeds().size());
    this.truth = new RecordedTruth(spec, tellings, clients);
  }

  private void saw(Sight sight) {
    seen.incrementAndGet();
    tellings.accept(sight);
    numbered.get(sight.client()).saw(sight);
  }

  private void failed(String failure) {
    failures.incrementAndGet();
    note(failure);
  }

  private void note(String text) {
    synchronized (notes) {
      if (notes.size() < MAX_NOTED) {
        notes.add(Printable.brief(server.hide(text)));
      }
    }
  }

  /**
   * Connects all clients, one after the other, and lets those that poll begin.
   *
   * @throws IOException if one that is to tell of updates cannot connect; the message says why
   */
  public void connect() throws IOException, InterruptedException {
    for (RecordingPlan.Client each : plan.clients()) {
      var client = new ListeningClient(each, answers, this::failed);
      numbered.add(client);
      Subscriber subscriber =
          engine.subscriber(
              new SubscriberOrder(
                  each.strategy(), server.feed(each.feed()), RecordingPlan.HELD, TIMEOUT),
              client);
      client.setSubscriber(subscriber);
      try {
        subscriber.connect();
        checkHeld(client, subscriber);
      } catch (IOException e) {
        String why =
            "%s of feed '%s' could not connect: %s"
                .formatted(each.strategy(), spec.feeds().get(each.feed()), Reason.of(e));
        if (each.tells()) {
          throw new IOException(server.hide(why), e);
        }
        note(why + "; its costs are not known");
        continue;
      }
      clients.add(client);
      subscribers.add(subscriber);
      begin(client, subscriber);
    }
  }

  private void checkHeld(ListeningClient client, Subscriber subscriber)
      throws IOException, InterruptedException {
    if (client.plan.strategy() instanceof Strategy.LongPoll) {
      TimeUnit.NANOSECONDS.sleep(HASTE_NANOS);
      if (client.isHasty()) {
        subscriber.close();
        answers.forget(client.kind());
        throw new IOException(NOT_HELD);
      }
    }
  }

  /** What a server sends at once belongs to the opening of a stream. */
  private static void begin(ListeningClient client, Subscriber subscriber)
      throws InterruptedException {
    if (RecordedTruth.isStream(client)) {
      TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
    }
    long now = System.nanoTime();
    client.stream.opened(subscriber.bytes(), now);
    long interval = client.plan.interval().toNanos();
    if (interval > 0) {
      subscriber.start(new PoliteSchedule(now + interval, interval, client::isRefused));
    }
  }

  /**
   * Listens for so long, or until it is told to stop.
   *
   * @param stop looked at often
   * @param keep run now and then, to keep what there is
   */
  public void listen(Duration length, BooleanSupplier stop, Runnable keep)
      throws InterruptedException {
    truth.begin();
    startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    startNanos = System.nanoTime();
    cpuBefore = process.map(ServerProcess::cpu);
    cpuAfter = cpuBefore;
    endNanos = startNanos;
    long last = startNanos + length.toNanos();
    long kept = startNanos;
    while (endNanos < last && !stop.getAsBoolean()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(LOOK_NANOS, last - endNanos));
      closeHasty();
      long now = System.nanoTime();
      boolean isTick = (now - startNanos) / TICK_NANOS > (endNanos - startNanos) / TICK_NANOS;
      endNanos = now;
      if (isTick) {
        tick();
      }
      if (now - kept > 10 * TICK_NANOS) {
        kept = now;
        keep.run();
      }
    }
    tick();
    complete = endNanos >= last;
    cpuAfter = process.map(ServerProcess::cpu);
    truth.end();
  }

  private void closeHasty() {
    for (int i = 0; i < clients.size(); i++) {
      if (clients.get(i).isHasty()) {
        subscribers.get(i).close();
        answers.forget(clients.get(i).kind());
        note(clients.get(i).plan.strategy() + ": " + NOT_HELD + "; its client was closed");
      }
    }
  }

  private @Nullable Double cpuSeconds() {
    return cpuBefore
        .flatMap(before -> cpuAfter.map(after -> after.minus(before).toNanos() / 1e9))
        .orElse(null);
  }

  /** When updates began to count. */
  long startNanos() {
    return startNanos;
  }

  private void tick() {
    long now = System.nanoTime();
    clients.forEach(client -> client.stream.tick(client.bytes(), now));
  }

  /** How far it is, in words. */
  public String state() {
    int versions =
        IntStream.range(0, spec.feeds().size()).map(feed -> tellings.of(feed).size()).sum();
    return "record: %s versions seen, %s requests answered, %s failures"
        .formatted(versions, answers.answered(), failures.get());
  }

  /** What was recorded so far. */
  public Recording recording() {
    RecordedTruth.Told told = truth.tell(startNanos, endNanos);
    ByteCounts bytes =
        numbered.stream().map(ListeningClient::bytes).reduce(ByteCounts.ZERO, ByteCounts::plus);
    var all = new ArrayList<>(told.notes());
    synchronized (notes) {
      all.addAll(notes);
    }
    return new Recording(
        Recording.SCHEMA,
        server.hide(spec.name()),
        server.hide(spec.url().toString()),
        spec.truth().toString(),
        String.valueOf(startedAt),
        (endNanos - startNanos) / 1e9,
        complete,
        told.resolutionNanos() / 1e6,
        clients.stream().mapToDouble(ListeningClient::updateBytes).min().orElse(0),
        told.feeds(),
        answers.answers(),
        clients.stream()
            .filter(RecordedTruth::isStream)
            .collect(
                Collectors.toMap(
                    ListeningClient::kind,
                    client -> client.stream.push(client.kind().toString()),
                    (first, _) -> first,
                    TreeMap::new))
            .values()
            .stream()
            .toList(),
        new Recording.Totals(
            answers.answered(),
            answers.refused(),
            failures.get(),
            bytes.up(),
            bytes.down(),
            told.guessed(),
            told.contradicted()),
        cpuSeconds(),
        all);
  }

  /** Closes all clients, so that all their bytes are counted. */
  public void finish() {
    subscribers.forEach(Subscriber::close);
    clients.forEach(client -> client.stream.closed(client.bytes()));
  }

  @Override
  public void close() {
    finish();
    engine.close();
    server.close();
  }
}
