package dev.pushpull.target.external;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.Redactor;
import dev.pushpull.spec.target.RequestForm;
import dev.pushpull.spec.target.Secrets;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Template;
import dev.pushpull.spec.target.Trust;
import dev.pushpull.spec.target.Way;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server that is not ours, as a target file says how to speak to it: it makes what each client of
 * an engine asks and reads. Safe from any thread.
 */
public final class ExternalServer implements AutoCloseable {

  /** What it is called in a feed's address, behind which the number of the feed stands. */
  private static final String FEED = "#";

  /** The number of the first client that publishes; those of subscribers are below. */
  public static final int FIRST_PUBLISHER = 1_000_000;

  /** A server may give each answer another cookie. */
  private static final int MAX_LEARNED = 2_000;

  /** Numbers of versions. */
  private static final class Versions {
    private final Map<String, Long> known = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    long of(String version) {
      return known.computeIfAbsent(version, _ -> last.incrementAndGet());
    }
  }

  private final TargetSpec spec;
  private final Secrets secrets;
  private final Consumer<Sight> sights;
  private final LinkedHashSet<String> learned = new LinkedHashSet<>(); // guarded by itself
  private boolean learnedMore; // guarded by learned
  private Redactor redactor; // guarded by learned
  private final List<Versions> versions = new ArrayList<>();
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicInteger publishers = new AtomicInteger(FIRST_PUBLISHER);
  private final Map<Integer, LongAdder> rejections = new ConcurrentHashMap<>();
  private long goneBack; // guarded by this
  private String firstGoneBack = ""; // guarded by this
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("conversations").factory());

  /**
   * Nothing is sent yet.
   *
   * @param environment the variables that the file reads
   * @param sights told of each update that a client sees; on the client's thread, and quick
   * @throws IllegalArgumentException if a variable is not set
   */
  public ExternalServer(
      TargetSpec spec, Function<String, Optional<String>> environment, Consumer<Sight> sights) {
    this.spec = spec;
    this.secrets = spec.secrets(environment).checkSet();
    this.sights = sights;
    this.redactor = secrets.redactor();
    spec.feeds().forEach(_ -> versions.add(new Versions()));
  }

  /** What the file says. */
  public TargetSpec spec() {
    return spec;
  }

  /** Where a client of a feed connects: the server's address; which feed it is, is behind it. */
  public URI feed(int feed) {
    return spec.url().resolve("/" + FEED + feed);
  }

  /**
   * What clients speak, over HTTP/1.1.
   *
   * @throws IOException if the certificates to trust cannot be read
   */
  public Carrier carrier() throws IOException {
    return carrier(
        (order, listener) -> {
          int client = clients.getAndIncrement();
          return isEngineIo(order.strategy())
              ? new EngineIoSubscription(this, number(order), client, listener)
              : new ExternalSubscription(this, number(order), client, order.strategy(), listener);
        });
  }

  private boolean isEngineIo(Strategy strategy) {
    return spec.ways().get(Way.Kind.of(strategy)) instanceof Way.LongPoll way && way.engineIo();
  }

  /** The same for those that publish. */
  Carrier carrier(Consumer<ExternalSubscription> made) throws IOException {
    return carrier(
        (order, listener) -> {
          var subscription =
              new ExternalSubscription(
                  this, number(order), publishers.getAndIncrement(), order.strategy(), listener);
          made.accept(subscription);
          return subscription;
        });
  }

  private Carrier carrier(Carrier.Subscriptions subscriptions) throws IOException {
    boolean tls = "https".equals(spec.url().getScheme());
    return new Carrier(
        tls ? Protocol.H1_TLS : Protocol.H1,
        tls ? Optional.of(trusted()) : Optional.empty(),
        subscriptions);
  }

  private static int number(SubscriberOrder order) {
    return Integer.parseInt(order.feed().getFragment());
  }

  private PinnedTls trusted() throws IOException {
    return switch (spec.trust()) {
      case Trust.Usual _ -> PinnedTls.ofAuthorities(Optional.empty());
      case Trust.Pem(var file) ->
          PinnedTls.ofAuthorities(Optional.of(Files.readString(file, StandardCharsets.US_ASCII)));
      case Trust.Any _ -> PinnedTls.ofAnyone();
    };
  }

  /** Hides what is secret, which grows with what clients capture. */
  public String hide(String text) {
    Redactor now;
    synchronized (learned) {
      if (learnedMore) {
        redactor = secrets.redactor().with(learned);
        learnedMore = false;
      }
      now = redactor;
    }
    return now.hide(text);
  }

  /** From here on a value is hidden; of very many the first ones are forgotten. */
  void addSecret(String value) {
    synchronized (learned) {
      if (learned.add(value)) {
        learnedMore = true;
        if (learned.size() > MAX_LEARNED) {
          learned.removeFirst();
        }
      }
    }
  }

  /** What runs things later. */
  ScheduledExecutorService timer() {
    return timer;
  }

  /** The number of a version of a feed, from 1 by their first sight. */
  long number(int feed, String version) {
    return versions.get(feed).of(version);
  }

  /** Tells of a sight. */
  void see(Sight sight) {
    sights.accept(sight);
  }

  /** The server told a client to wait. */
  void reject(int status) {
    rejections.computeIfAbsent(status, _ -> new LongAdder()).increment();
  }

  /** How often the server told a client to wait so far, by status: 429 or 503. */
  public SortedMap<Integer, Long> rejections() {
    var counts = new TreeMap<Integer, Long>();
    rejections.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** A client was given an older version than before. */
  synchronized void noteGoneBack(int feed, Object from, Object to) {
    if (goneBack++ == 0) {
      firstGoneBack =
          "of %s it went from %s back to %s".formatted(spec.feeds().get(feed), from, to);
    }
  }

  /** How often a client was given an older version than before, as far as versions are numbers. */
  public synchronized long goneBack() {
    return goneBack;
  }

  /** The first time of these, in words; empty if there was none. */
  public synchronized String firstGoneBack() {
    return firstGoneBack;
  }

  /** Whether an address is on the server itself. */
  boolean isOwn(URI address) {
    return spec.url().getScheme().equalsIgnoreCase(address.getScheme())
        && spec.url().getHost().equalsIgnoreCase(address.getHost())
        && address.getRawUserInfo() == null
        && port(spec.url()) == port(address);
  }

  private static int port(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getPort() < 0 ? usual : address.getPort();
  }

  /**
   * A request with its values.
   *
   * @param values of the placeholders; null where one is not known
   */
  Request request(RequestForm form, Function<Placeholder, @Nullable String> values) {
    return request(form.method(), form.path().fill(values), form, values);
  }

  /** The same at another path. */
  Request request(
      String method,
      String path,
      RequestForm form,
      Function<Placeholder, @Nullable String> values) {
    URI to = spec.url().resolve(path);
    byte[] body =
        form.body()
            .map(text -> text.fill(values).getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    Request request = method.equals("GET") ? Request.get(to) : Request.of(method, to, body);
    var headers = new LinkedHashMap<>(spec.headers());
    headers.putAll(form.headers());
    for (var header : headers.entrySet()) {
      if (isKnown(header.getValue(), values)) {
        request = request.with(header.getKey(), header.getValue().fill(values));
      }
    }
    return request;
  }

  private static boolean isKnown(Template text, Function<Placeholder, @Nullable String> values) {
    return text.placeholders().stream().allMatch(each -> values.apply(each) != null);
  }

  /** The values that all clients share. */
  @Nullable String value(Placeholder placeholder, int feed, int client) {
    return switch (placeholder.kind()) {
      case FEED -> spec.feeds().get(feed);
      case N -> Integer.toString(feed + 1);
      case CLIENT -> Integer.toString(client);
      case RANDOM -> Integer.toString(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
      case ENV -> secrets.environment().get(placeholder.name());
      default -> null;
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
