package dev.pushpull.target.external;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.Publish;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries what a target file says, once and with one client for each way, before anyone runs it:
 * signs in, polls, listens and publishes. One thread.
 */
public final class TargetCheck implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final Duration HELD = Duration.ofSeconds(30);
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SEEN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LOOK_MILLIS = 5;
  private static final long HELD_MILLIS = 500;
  private static final double MAX_OFF_SECONDS = 60;
  private static final int MAX_STAMP = 1 << 30;

  /** How something went. */
  public enum Verdict {
    /** It was found as the file says. */
    OK,
    /** It could not be tried. */
    SKIPPED,
    /** It was not found. */
    FAILED
  }

  /**
   * What was found.
   *
   * @param what the key of the file, or what was done
   * @param text one line without secrets
   */
  public record Finding(Verdict verdict, String what, String text) {}

  private final TargetSpec spec;
  private final Consumer<Finding> found;
  private final BlockingQueue<Sight> sights = new LinkedBlockingQueue<>();
  private final List<Sight> seen = new ArrayList<>();
  private final ExternalServer server;
  private final PerClientEngine engine;
  private final Map<Way.Kind, Client> clients = new EnumMap<>(Way.Kind.class);
  private int made;
  private boolean good = true;

  /** One client, and what it went through. */
  private record Client(
      Subscriber subscriber, int number, List<Exchange> exchanges, List<String> failures) {}

  /**
   * Nothing is sent yet.
   *
   * @param environment the variables that the file reads
   * @param found told of each finding as it is made
   * @throws IllegalArgumentException if a variable is not set
   * @throws IOException if the certificates to trust cannot be read
   */
  public TargetCheck(
      TargetSpec spec, Function<String, Optional<String>> environment, Consumer<Finding> found)
      throws IOException {
    this(spec, environment, found, OkHttpEngine::new);
  }

  /** The same by clients of another engine. */
  public TargetCheck(
      TargetSpec spec,
      Function<String, Optional<String>> environment,
      Consumer<Finding> found,
      Function<Carrier, PerClientEngine> made)
      throws IOException {
    this.spec = spec;
    this.found = found;
    this.server = new ExternalServer(spec, environment, sights::add);
    this.engine = made.apply(server.carrier());
  }

  /**
   * Tries all of it.
   *
   * @param publishes whether an update may be published
   * @return whether nothing failed
   */
  public boolean run(boolean publishes) throws IOException, InterruptedException {
    for (Way.Kind kind : spec.ways().keySet()) {
      listen(kind);
    }
    if (spec.publish().isPresent()) {
      publish(spec.publish().get(), publishes);
    }
    if (server.goneBack() > 0) {
      tell(Verdict.FAILED, "update.version", server.firstGoneBack());
    }
    return good;
  }

  private void tell(Verdict verdict, String what, String text) {
    good &= verdict != Verdict.FAILED;
    found.accept(new Finding(verdict, what, Printable.brief(server.hide(text))));
  }

  private static Strategy strategy(Way.Kind kind) {
    return switch (kind) {
      case POLL -> Strategy.parse("conditional-poll@500ms");
      case LONG_POLL -> new Strategy.LongPoll();
      case SSE -> new Strategy.ServerSentEvents();
      case WEBSOCKET -> new Strategy.WebSocket();
    };
  }

  private SubscriberOrder order(Way.Kind kind) {
    return new SubscriberOrder(strategy(kind), server.feed(0), HELD, TIMEOUT);
  }

  private void listen(Way.Kind kind) throws InterruptedException {
    Way way = Objects.requireNonNull(spec.ways().get(kind));
    int number = made++;
    var exchanges = new CopyOnWriteArrayList<Exchange>();
    var failures = new CopyOnWriteArrayList<String>();
    Subscriber subscriber =
        engine.subscriber(
            order(kind),
            new SubscriberListener() {
              @Override
              public void onExchange(Exchange exchange) {
                exchanges.add(exchange);
              }

              @Override
              public void onFailure(String failure) {
                failures.add(failure);
              }
            });
    var client = new Client(subscriber, number, exchanges, failures);
    try {
      subscriber.connect();
    } catch (IOException e) {
      String why = failures.isEmpty() ? Reason.of(e) : String.join("; ", failures);
      tell(Verdict.FAILED, kind.toString(), way.request() + steps(exchanges) + ": " + why);
      return;
    }
    clients.put(kind, client);
    if (kind == Way.Kind.LONG_POLL && !isHeld(client, way)) {
      return;
    }
    if (kind == Way.Kind.POLL) {
      subscriber.start(new FixedSchedule(System.nanoTime() + POLL_NANOS, POLL_NANOS));
    }
    boolean came = await(FIRST_NANOS, () -> sightOf(client).isPresent());
    String what = came ? sightOf(client).map(TargetCheck::words).orElseThrow() : "no update yet";
    boolean wrong = !came && !failures.isEmpty();
    tell(
        wrong ? Verdict.FAILED : Verdict.OK,
        kind.toString(),
        way.request() + steps(exchanges) + ": " + (wrong ? failures.getFirst() : what));
    if (kind == Way.Kind.POLL) {
      again(client);
    }
  }

  /** Looks whether a server that is asked to wait does. */
  private boolean isHeld(Client client, Way way) throws InterruptedException {
    Thread.sleep(HELD_MILLIS);
    if (client.failures().isEmpty()) {
      return true;
    }
    client.subscriber().close();
    clients.remove(Way.Kind.LONG_POLL);
    tell(
        Verdict.FAILED,
        Way.Kind.LONG_POLL.toString(),
        way.request() + steps(client.exchanges()) + ": " + client.failures().getFirst());
    return false;
  }

  /** Requests and how they were answered. */
  private String steps(List<Exchange> exchanges) {
    var text = new StringBuilder();
    for (Exchange each : exchanges.stream().limit(10).toList()) {
      String first = spec.signIn().isEmpty() ? "message " : "sign-in ";
      String kind = each.kind() == Exchange.Kind.PREPARE ? first : "";
      text.append(
          ", %s%d in %.1f ms"
              .formatted(kind, each.status(), (each.completedNanos() - each.startedNanos()) / 1e6));
    }
    return text.toString();
  }

  private Optional<Sight> sightOf(Client client) {
    sights.drainTo(seen);
    return seen.stream().filter(sight -> sight.client() == client.number()).findFirst();
  }

  private static String words(Sight sight) {
    String time =
        sight.timeNanos().isPresent()
            ? ", published %.3f s ago by its own time"
                .formatted(System.currentTimeMillis() / 1e3 - sight.timeNanos().getAsLong() / 1e9)
            : "";
    return "version %s, %d B%s".formatted(sight.version(), sight.bytes(), time);
  }

  /** The poll after the first: is it answered with 304? */
  private void again(Client client) throws InterruptedException {
    int first = client.exchanges().size();
    await(FIRST_NANOS, () -> client.exchanges().size() > first);
    if (client.exchanges().size() > first) {
      int status = client.exchanges().get(first).status();
      tell(
          client.failures().isEmpty() ? Verdict.OK : Verdict.FAILED,
          "poll again",
          client.failures().isEmpty()
              ? status + (status == 304 ? ": conditional polls work" : ", without a condition")
              : client.failures().getFirst());
    }
  }

  private void publish(Publish publish, boolean publishes)
      throws IOException, InterruptedException {
    if (!publishes) {
      tell(
          Verdict.SKIPPED,
          "publish",
          "%s is not this machine; allow it with --allow-publish".formatted(spec.url().getHost()));
      return;
    }
    long stamp = ThreadLocalRandom.current().nextInt(MAX_STAMP);
    try (var publisher = new Publisher(server)) {
      Published done = publisher.publish(0, stamp);
      tell(
          done.accepted() ? Verdict.OK : Verdict.FAILED,
          "publish",
          done.failure().orElseGet(() -> publish.action() + answered(done)));
      if (done.accepted()) {
        for (Map.Entry<Way.Kind, Client> each : clients.entrySet()) {
          awaitSight(each.getKey(), each.getValue(), Long.toString(stamp), done);
        }
      }
    }
  }

  private static String answered(Published done) {
    return done.answeredNanos() == Published.NO_ANSWER
        ? ", sent"
        : ", answered in %.1f ms".formatted((done.answeredNanos() - done.sentNanos()) / 1e6);
  }

  private void awaitSight(Way.Kind kind, Client client, String stamp, Published done)
      throws InterruptedException {
    await(SEEN_NANOS, () -> match(client, stamp, done.id()).isPresent());
    Optional<Sight> sight = match(client, stamp, done.id());
    Optional<String> wrong = sight.flatMap(seenNow -> wrongTime(seenNow, done));
    if (wrong.isPresent()) {
      tell(Verdict.FAILED, "update.time", wrong.get());
    }
    tell(
        sight.isPresent() ? Verdict.OK : Verdict.FAILED,
        "seen by " + kind,
        sight
            .map(
                s ->
                    "version %s after %.1f ms"
                        .formatted(s.version(), (s.observedNanos() - done.sentNanos()) / 1e6))
            .orElse("nothing with the stamp or version of the publish came within 5 s"));
  }

  /** What was just published has a time near this clock's, or it is of no use. */
  private static Optional<String> wrongTime(Sight sight, Published done) {
    if (sight.timeNanos().isEmpty()) {
      return Optional.empty();
    }
    long sinceNanos = System.nanoTime() - done.sentNanos();
    double sent = System.currentTimeMillis() / 1e3 - sinceNanos / 1e9;
    double off = sight.timeNanos().getAsLong() / 1e9 - sent;
    return Math.abs(off) <= MAX_OFF_SECONDS
        ? Optional.empty()
        : Optional.of(
            "the update that was just published says that it was published %.1f s %s: look at the"
                    .formatted(Math.abs(off), off < 0 ? "earlier" : "later")
                + " unit, and at the server's clock");
  }

  private Optional<Sight> match(Client client, String stamp, long id) {
    sights.drainTo(seen);
    return seen.stream()
        .filter(sight -> sight.client() == client.number())
        .filter(sight -> sight.stamp().equals(Optional.of(stamp)) || sight.id() == id)
        .findFirst();
  }

  private static boolean await(long nanos, BooleanSupplier is) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!is.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
    }
    return is.getAsBoolean();
  }

  @Override
  public void close() {
    clients.values().forEach(client -> client.subscriber().close());
    engine.close();
    server.close();
  }
}
