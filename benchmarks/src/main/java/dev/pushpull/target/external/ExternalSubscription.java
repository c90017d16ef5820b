package dev.pushpull.target.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.engine.Answer;
import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Hints;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.Subscription;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.Locator;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.Publish;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.target.message.Documents;
import dev.pushpull.target.message.MalformedMessageException;
import dev.pushpull.target.message.Message;
import dev.pushpull.target.message.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A subscription to a feed of a server that is not ours. */
final class ExternalSubscription implements Subscription {

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

  private final ExternalServer server;
  private final TargetSpec spec;
  private final int feed;
  private final int client;
  private final Strategy strategy;
  private final SubscriberListener listener;
  private final Map<String, String> captured = new ConcurrentHashMap<>();
  private final SignIn signIn;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private long heldId;
  private volatile @Nullable String heldVersion;
  private final Map<String, String> validators =
      new HashMap<>(); // of what is held, by request header
  private @Nullable Request last;
  private @Nullable URI redirected;
  private int redirects;
  private boolean refusedOnce;
  private long stamp;
  private volatile @Nullable Dialogue dialogue;

  ExternalSubscription(
      ExternalServer server, int feed, int client, Strategy strategy, SubscriberListener listener) {
    this.server = server;
    this.spec = server.spec();
    this.feed = feed;
    this.client = client;
    this.strategy = strategy;
    this.listener = listener;
    this.signIn = new SignIn(server, captured, this::value);
  }

  private @Nullable String value(Placeholder placeholder) {
    return switch (placeholder.kind()) {
      case STAMP -> Long.toString(stamp);
      case VERSION -> Objects.requireNonNullElse(heldVersion, "");
      case CAPTURED -> captured.get(placeholder.name());
      default -> server.value(placeholder, feed, client);
    };
  }

  @Override
  public Optional<Request> before() {
    return signIn.next().map(this::withCookies);
  }

  @Override
  public Request poll() {
    return noted(plain());
  }

  private Request plain() {
    Way.Kind kind = Way.Kind.of(strategy);
    if (spec.ways().get(kind) instanceof Way.LongPoll way) {
      boolean known = heldVersion != null;
      return known || way.first().isEmpty()
          ? server.request(way.request(), this::value)
          : server.request("GET", way.first().get(), way.request(), this::value);
    }
    return server.request(Objects.requireNonNull(spec.ways().get(kind)).request(), this::value);
  }

  @Override
  public Request conditionalPoll() {
    Request request = plain();
    for (Map.Entry<String, String> validator : validators.entrySet()) {
      request = request.with(validator.getKey(), validator.getValue());
    }
    return noted(request);
  }

  /**
   * Publishes an update of the feed; asked for when nothing must come before it.
   *
   * @param with the stamp of the update
   */
  Request publish(Publish.Request action, long with) {
    stamp = with;
    return noted(server.request(action.request(), this::value));
  }

  @Override
  public Request longPoll() {
    return poll();
  }

  @Override
  public Request eventStream() {
    return noted(plain().with("Accept", "text/event-stream"));
  }

  @Override
  public Request webSocket() {
    Request request = plain();
    Optional<String> subprotocol = spec.way(Way.WebSocket.class).orElseThrow().subprotocol();
    return noted(
        subprotocol.map(name -> request.with("Sec-WebSocket-Protocol", name)).orElse(request));
  }

  /** Where an answer said that there is more: the same again, where it is now. */
  @Override
  public Request more() {
    Request request = Objects.requireNonNull(last);
    if (redirected == null) {
      return noted(plain());
    }
    Request next = Request.get(redirected);
    for (Request.Header header : request.headers()) {
      if (!header.name().equals("Cookie")) {
        next = next.with(header.name(), header.value());
      }
    }
    return noted(next);
  }

  private Request noted(Request request) {
    Request sent = withCookies(request);
    last = sent;
    return sent;
  }

  private Request withCookies(Request request) {
    try {
      List<String> lines =
          cookies.get(request.target(), Map.of()).getOrDefault("Cookie", List.of());
      return lines.isEmpty() ? request : request.with("Cookie", String.join("; ", lines));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keepCookies(URI from, AnswerHead head) {
    List<String> lines = head.headers("Set-Cookie");
    if (!lines.isEmpty()) {
      try {
        cookies.put(from, Map.of("Set-Cookie", lines));
        cookies.getCookieStore().getCookies().forEach(each -> server.addSecret(each.getValue()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public Outcome read(Answer answer, Request request) {
    keepCookies(request.target(), answer.head());
    long hintNanos = Hints.nanos(answer.head());
    try {
      return answered(answer, request, hintNanos);
    } catch (IOException e) {
      return Outcome.failed(
          new IOException(server.hide(String.valueOf(e.getMessage())), e), hintNanos);
    }
  }

  private Outcome answered(Answer answer, Request request, long hintNanos) throws IOException {
    int status = answer.status();
    if (isStep(request)) {
      signIn.read(answer);
      return unchanged(hintNanos, false);
    }
    if (status == 401 && !refusedOnce && signIn.again()) {
      refusedOnce = true;
      return unchanged(hintNanos, true);
    }
    if (REDIRECTS.contains(status)) {
      follow(answer, request);
      return unchanged(hintNanos, true);
    }
    redirected = null;
    redirects = 0;
    boolean conditional = request.says(IF_NONE_MATCH) || request.says(IF_MODIFIED_SINCE);
    boolean nothing =
        spec.ways().get(Way.Kind.of(strategy)) instanceof Way.LongPoll way
            ? way.nothing().contains(status)
            : status == 304 && conditional;
    if (nothing) {
      refusedOnce = false;
      return unchanged(hintNanos, false);
    }
    if (status < 200 || status > 299) {
      throw new IOException("unexpected status " + status);
    }
    refusedOnce = false;
    byte[] body = plain(answer);
    Optional<Locator.Pointer> at =
        Objects.requireNonNull(spec.ways().get(Way.Kind.of(strategy))).document();
    boolean changed = look(Documents.parseOrNull(body), body, at, answer.head()::header);
    if (changed) {
      validators.clear();
      keepValidator(answer.head(), "ETag", IF_NONE_MATCH);
      keepValidator(answer.head(), "Last-Modified", IF_MODIFIED_SINCE);
    }
    return new Outcome(System.nanoTime(), changed, hintNanos, Optional.empty(), false);
  }

  private boolean isStep(Request request) {
    return last != request;
  }

  private static Outcome unchanged(long hintNanos, boolean hasMore) {
    return new Outcome(System.nanoTime(), false, hintNanos, Optional.empty(), hasMore);
  }

  private void keepValidator(AnswerHead head, String name, String sentAs) {
    String value = head.header(name);
    if (value != null) {
      validators.put(sentAs, value);
    }
  }

  /** Follows to the same origin alone, so that credentials never leave it. */
  private void follow(Answer answer, Request request) throws IOException {
    String location = answer.head().header("Location");
    URI from = request.target();
    URI to;
    try {
      to = from.resolve(location == null ? "" : location);
    } catch (IllegalArgumentException e) {
      throw new IOException("redirected to what is no address: " + location, e);
    }
    boolean same =
        from.getScheme().equals(to.getScheme())
            && from.getRawAuthority().equals(to.getRawAuthority());
    if (location == null || !same) {
      throw new IOException(
          "redirected to %s, which is another server; give its address as url if it is meant"
              .formatted(location == null ? "nowhere" : to));
    }
    if (++redirects > MAX_REDIRECTS) {
      redirects = 0;
      redirected = null;
      throw new IOException("redirected more than " + MAX_REDIRECTS + " times, at last to " + to);
    }
    redirected = to;
  }

  /** An answer's body, uncompressed. */
  private static byte[] plain(Answer answer) throws IOException {
    String coding = answer.head().header("Content-Encoding");
    byte[] body = answer.body();
    if (coding != null && coding.toLowerCase(Locale.ROOT).equals("gzip")) {
      try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readNBytes(Documents.MAX_BYTES + 1);
      }
    } else if (coding != null && !coding.equals("identity")) {
      throw new IOException("the answer is encoded by '" + coding + "', which was not asked for");
    }
    if (body.length > Documents.MAX_BYTES) {
      throw new IOException("the answer is larger than " + Documents.MAX_BYTES + " bytes");
    }
    return body;
  }

  /** Finds the update; whether it is another than the one that is held. */
  private boolean look(
      @Nullable JsonNode whole,
      byte[] raw,
      Optional<Locator.Pointer> at,
      UnaryOperator<@Nullable String> header)
      throws IOException {
    JsonNode document = whole == null || at.isEmpty() ? whole : whole.at(at.get().at());
    byte[] bytes =
        at.isEmpty() || document == null
            ? raw
            : document.toString().getBytes(StandardCharsets.UTF_8);
    var place = new Place(document, bytes, header);
    Locator versionAt = spec.update().version();
    String version =
        place
            .find(versionAt)
            .orElseThrow(
                () -> new IOException("no version at %s in %s".formatted(versionAt, shown(raw))));
    OptionalLong time =
        spec.update().time().isPresent()
            ? place.epochNanos(spec.update().time().get())
            : OptionalLong.empty();
    Optional<String> stamp = spec.publish().flatMap(Publish::stampAt).flatMap(place::find);
    long now = System.nanoTime();
    long id =
        server.see(
            feed,
            version,
            number -> new Sight(feed, client, version, number, time, stamp, now, raw.length));
    boolean changed = id != heldId;
    heldId = id;
    heldVersion = version;
    listener.onUpdate(new Update(spec.feeds().get(feed), id, 0, 0, ""), now);
    return changed;
  }

  private String shown(byte[] raw) {
    return "'"
        + Printable.brief(
            server.hide(new String(raw, 0, Math.min(raw.length, 2_000), StandardCharsets.UTF_8)))
        + "'";
  }

  @Override
  public void opened(AnswerHead head, Sender sender) throws IOException {
    Way.WebSocket way = spec.way(Way.WebSocket.class).orElseThrow();
    String agreed = head.header("Sec-WebSocket-Protocol");
    if (way.subprotocol().isPresent() && !way.subprotocol().get().equals(agreed)) {
      throw new IOException(
          "the server did not accept subprotocol %s%s"
              .formatted(way.subprotocol().get(), agreed == null ? "" : ", but chose " + agreed));
    }
    Dialogue before = dialogue;
    if (before != null) {
      before.end();
    }
    var now =
        new Dialogue(
            server, way.conversation(), captured, this::value, listener::onFailure, sender);
    dialogue = now;
    now.begin();
  }

  @Override
  public boolean isReady() {
    Dialogue now = dialogue;
    return now == null || now.isOpen();
  }

  @Override
  public void event(String type, byte[] data) throws MalformedUpdateException {
    Way.EventStream way = spec.way(Way.EventStream.class).orElseThrow();
    if (way.event().isEmpty() || way.event().get().equals(type)) {
      lookAt(Documents.parseOrNull(data), data, way.document());
    }
  }

  @Override
  public void message(byte[] document) throws MalformedUpdateException {
    Dialogue now = dialogue;
    if (now == null) {
      return;
    }
    Optional<Locator.Pointer> at = spec.way(Way.WebSocket.class).orElseThrow().document();
    List<Message> updates;
    try {
      updates = now.read(document);
    } catch (MalformedMessageException e) {
      throw new MalformedUpdateException(server.hide(String.valueOf(e.getMessage())), e);
    }
    for (Message update : updates) {
      lookAt(update.document(), update.text().getBytes(StandardCharsets.UTF_8), at);
    }
  }

  private void lookAt(@Nullable JsonNode document, byte[] raw, Optional<Locator.Pointer> at)
      throws MalformedUpdateException {
    try {
      look(document, raw, at, _ -> null);
    } catch (IOException e) {
      throw new MalformedUpdateException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void binary(byte[] message) throws MalformedUpdateException {
    message(message);
  }

  @Override
  public boolean refused(int status, byte[] body) {
    if (status == 401) {
      signIn.again();
    }
    return false;
  }

  @Override
  public long heldVersion() {
    return heldId;
  }
}
