package dev.pushpull.target.external;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.Request;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.Redactor;
import dev.pushpull.spec.target.RequestForm;
import dev.pushpull.spec.target.Secrets;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Template;
import dev.pushpull.spec.target.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final TargetSpec spec;
  private final Secrets secrets;
  private final Consumer<Sight> sights;
  private Redactor redactor; // guarded by this
  private final List<Map<String, Long>> versions = new ArrayList<>();
  private final AtomicInteger clients = new AtomicInteger();
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
    spec.feeds().forEach(_ -> versions.add(new ConcurrentHashMap<>()));
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
    boolean tls = "https".equals(spec.url().getScheme());
    return new Carrier(
        tls ? Protocol.H1_TLS : Protocol.H1,
        tls ? Optional.of(trusted()) : Optional.empty(),
        (order, listener) ->
            new ExternalSubscription(
                this,
                Integer.parseInt(order.feed().getFragment()),
                clients.getAndIncrement(),
                order.strategy(),
                listener));
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
    synchronized (this) {
      now = redactor;
    }
    return now.hide(text);
  }

  /** From here on a value is hidden. */
  synchronized void addSecret(String value) {
    redactor = redactor.with(List.of(value));
  }

  /** What runs things later. */
  ScheduledExecutorService timer() {
    return timer;
  }

  /** Tells of a sight, and gives the version its number. */
  long see(int feed, String version, Function<Long, Sight> made) {
    Map<String, Long> known = versions.get(feed);
    long id = known.computeIfAbsent(version, _ -> known.size() + 1L);
    sights.accept(made.apply(id));
    return id;
  }

  /**
   * A request with its values.
   *
   * @param values of the placeholders; null where one is not known
   */
  Request request(RequestForm form, Function<Placeholder, @Nullable String> values) {
    return request(form.method(), form.path(), form, values);
  }

  /** The same at another path. */
  Request request(
      String method,
      Template path,
      RequestForm form,
      Function<Placeholder, @Nullable String> values) {
    URI to = spec.url().resolve(path.fill(values));
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
