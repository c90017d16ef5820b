package dev.pushpull.target.external;

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
import dev.pushpull.spec.target.Template;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.target.message.Documents;
import dev.pushpull.target.message.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A subscription to a feed of a server that is not ours. */
final class ExternalSubscription implements Subscription {

  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

  private final ExternalServer server;
  private final TargetSpec spec;
  private final int client;
  private final Strategy strategy;
  private final SubscriberListener listener;
  private final Session session;
  private final Held held;
  private final Map<String, String> validators =
      new HashMap<>(); // of what is held, by request header
  private final LongPollWaits waits = new LongPollWaits();
  private @Nullable Request opening; // of a stream
  private volatile int feed; // of what is asked for
  private volatile long stamp;
  private @Nullable Publish publishing;
  private long publishedId;
  private volatile @Nullable Dialogue dialogue;

  ExternalSubscription(
      ExternalServer server, int feed, int client, Strategy strategy, SubscriberListener listener) {
    this.server = server;
    this.spec = server.spec();
    this.feed = feed;
    this.client = client;
    this.strategy = strategy;
    this.listener = listener;
    this.session = new Session(server, this::value);
    this.held = new Held(server, feed, client, listener);
  }

  private @Nullable String value(Placeholder placeholder) {
    return switch (placeholder.kind()) {
      case STAMP -> Long.toString(stamp);
      case VERSION -> held.version();
      case CAPTURED -> session.captured().get(placeholder.name());
      default -> server.value(placeholder, feed, client);
    };
  }

  private Way way() {
    return Objects.requireNonNull(spec.ways().get(Way.Kind.of(strategy)));
  }

  @Override
  public Optional<Request> before() {
    return session.before();
  }

  @Override
  public String shown(String text) {
    return server.hide(text);
  }

  @Override
  public int maxBytes() {
    return Documents.MAX_BYTES;
  }

  @Override
  public long pauseNanos() {
    return session.pauseNanos();
  }

  @Override
  public Request poll() {
    return session.ask(this::plain);
  }

  private Request plain() {
    Way way = way();
    if (way instanceof Way.LongPoll polling
        && polling.first().isPresent()
        && held.version().isEmpty()) {
      return server.request(
          "GET", polling.first().get().fill(this::value), way.request(), this::value);
    }
    return server.request(way.request(), this::value);
  }

  @Override
  public Request conditionalPoll() {
    return session.ask(
        () -> {
          Request request = plain();
          for (Map.Entry<String, String> validator : validators.entrySet()) {
            request = request.with(validator.getKey(), validator.getValue());
          }
          return request;
        });
  }

  @Override
  public Request longPoll() {
    waits.asked();
    return poll();
  }

  @Override
  public Request eventStream(String lastId) {
    boolean fits = !lastId.isEmpty() && lastId.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return opening(
        () -> {
          Request request = plain().with("Accept", "text/event-stream");
          return fits ? request.with("Last-Event-ID", lastId) : request;
        });
  }

  @Override
  public Request webSocket() {
    Optional<String> subprotocol = spec.way(Way.WebSocket.class).orElseThrow().subprotocol();
    return opening(
        () ->
            subprotocol
                .map(name -> plain().with("Sec-WebSocket-Protocol", name))
                .orElseGet(this::plain));
  }

  /** A stream that was refused by a redirect or a 401 is asked for where it is now. */
  private Request opening(Supplier<Request> made) {
    Request request = session.isToAskAgain() ? session.again() : session.ask(made);
    opening = request;
    return request;
  }

  /** Where an answer said that there is more: the same again, where it is now. */
  @Override
  public Request more() {
    return session.again();
  }

  /**
   * Publishes an update of any feed by a request; asked for when nothing must come before it, and
   * {@link #more} where its answer says so.
   *
   * @param with the stamp of the update
   */
  Request publish(int of, Publish.Request action, long with) {
    feed = of;
    stamp = with;
    publishing = spec.publish().orElseThrow();
    publishedId = 0;
    return session.ask(() -> server.request(action.request(), this::value));
  }

  /** The number of the version that the answer to the last publish said; 0 if it said none. */
  long publishedId() {
    return publishedId;
  }

  /**
   * Publishes an update of its own feed by a message; from any thread, one at a time.
   *
   * @return false if it was certainly not sent
   */
  boolean publish(Template message, long with) {
    stamp = with;
    Dialogue now = dialogue;
    return now != null && now.isOpen() && now.say(message);
  }

  @Override
  public Outcome read(Answer answer, Request request) {
    long hintNanos = Hints.nanos(answer.head());
    try {
      return switch (session.look(answer, request)) {
        case READ -> answered(answer, request, hintNanos);
        case GO_ON -> unchanged(hintNanos, false);
        case ASK_AGAIN -> unchanged(hintNanos, true);
      };
    } catch (IOException e) {
      return Outcome.failed(
          new IOException(server.hide(String.valueOf(e.getMessage())), e), hintNanos);
    }
  }

  private Outcome answered(Answer answer, Request request, long hintNanos) throws IOException {
    int status = answer.status();
    if (publishing != null) {
      checkStatus(status);
      published(publishing, answer);
      return unchanged(hintNanos, false);
    }
    boolean conditional = request.says(IF_NONE_MATCH) || request.says(IF_MODIFIED_SINCE);
    boolean nothing =
        way() instanceof Way.LongPoll polling
            ? polling.nothing().contains(status)
            : status == 304 && conditional;
    if (nothing) {
      waits.answered(false);
      return unchanged(hintNanos, false);
    }
    checkStatus(status);
    byte[] body = plain(answer);
    boolean changed =
        held.look(Documents.parseIfJson(body), body, way().document(), answer.head()::header);
    validators.clear();
    keepValidator(answer.head(), "ETag", IF_NONE_MATCH);
    keepValidator(answer.head(), "Last-Modified", IF_MODIFIED_SINCE);
    waits.answered(changed);
    return new Outcome(System.nanoTime(), changed, hintNanos, Optional.empty(), false);
  }

  private static void checkStatus(int status) throws IOException {
    if (status < 200 || status > 299) {
      throw new IOException("unexpected status " + status);
    }
  }

  private void published(Publish publish, Answer answer) throws IOException {
    if (publish.version().isPresent()) {
      byte[] body = plain(answer);
      var place = new Place(Documents.parseOrNull(body), body, answer.head()::header);
      Locator at = publish.version().get();
      publishedId =
          place
              .find(at)
              .map(version -> server.number(feed, version))
              .orElseThrow(() -> new IOException("no version at " + at + " in its answer"));
    }
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

  /** An answer's body, uncompressed. */
  static byte[] plain(Answer answer) throws IOException {
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
            server,
            way.conversation(),
            session.captured(),
            this::value,
            listener::onFailure,
            sender);
    dialogue = now;
    now.begin();
  }

  @Override
  public boolean isReady() {
    if (!(strategy instanceof Strategy.WebSocket)) {
      return true;
    }
    Dialogue now = dialogue;
    return now != null && now.isOpen();
  }

  @Override
  public void event(String type, byte[] data) throws MalformedUpdateException {
    Way.EventStream way = spec.way(Way.EventStream.class).orElseThrow();
    if (way.event().isEmpty() || way.event().get().equals(type)) {
      try {
        held.look(Documents.parseIfJson(data), data, way.document(), _ -> null);
      } catch (IOException e) {
        throw malformed(e);
      }
    }
  }

  @Override
  public void message(byte[] document) throws MalformedUpdateException {
    Dialogue now = dialogue;
    if (now == null) {
      return;
    }
    try {
      now.hear(document, held);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private MalformedUpdateException malformed(IOException why) {
    return new MalformedUpdateException(server.hide(String.valueOf(why.getMessage())), why);
  }

  @Override
  public void binary(byte[] message) throws MalformedUpdateException {
    message(message);
  }

  @Override
  public boolean refused(Answer answer) {
    try {
      return session.look(answer, Objects.requireNonNull(opening)) == Session.Next.ASK_AGAIN;
    } catch (IOException e) {
      listener.onFailure(server.hide(String.valueOf(e.getMessage())));
      return false;
    }
  }

  @Override
  public long heldVersion() {
    return held.highestId();
  }
}
