package dev.pushpull.target.external;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Hints;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.Subscription;
import dev.pushpull.spec.target.Conversation;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.RequestForm;
import dev.pushpull.spec.target.Way;
import dev.pushpull.target.message.Documents;
import dev.pushpull.target.message.EngineIoPolling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription by Engine.IO polling: the conversation of the WebSocket, whose messages come in
 * the answers to long polls, and are posted before the next one.
 */
final class EngineIoSubscription implements Subscription {

  private final ExternalServer server;
  private final int feed;
  private final int client;
  private final SubscriberListener listener;
  private final Session session;
  private final Held held;
  private final RequestForm form;
  private final Conversation conversation;
  private final LongPollWaits waits = new LongPollWaits();
  private final List<String> outgoing = new ArrayList<>(); // guarded by itself
  private EngineIoPolling polling = new EngineIoPolling();
  private @Nullable Dialogue dialogue;
  private @Nullable Request posted;

  EngineIoSubscription(ExternalServer server, int feed, int client, SubscriberListener listener) {
    this.server = server;
    this.feed = feed;
    this.client = client;
    this.listener = listener;
    this.session = new Session(server, this::value);
    this.held = new Held(server, feed, client, listener);
    this.form = server.spec().way(Way.LongPoll.class).orElseThrow().request();
    this.conversation = server.spec().way(Way.WebSocket.class).orElseThrow().conversation();
  }

  private @Nullable String value(Placeholder placeholder) {
    return switch (placeholder.kind()) {
      case VERSION -> held.version();
      case CAPTURED -> session.captured().get(placeholder.name());
      default -> server.value(placeholder, feed, client);
    };
  }

  /** What is to be said goes before the next long poll, but not before the session is open. */
  @Override
  public Optional<Request> before() {
    Optional<Request> first = session.before();
    if (first.isPresent()) {
      return first;
    }
    if (posted != null && session.isToAskAgain()) {
      posted = session.again();
      return Optional.of(posted);
    }
    List<String> packets;
    synchronized (outgoing) {
      packets = List.copyOf(outgoing);
      outgoing.clear();
    }
    if (packets.isEmpty() || !polling.isOpen()) {
      posted = null;
      return Optional.empty();
    }
    byte[] body = polling.body(packets);
    posted = session.ask(() -> post(body));
    return Optional.of(posted);
  }

  private Request post(byte[] body) {
    Request get = get();
    Request post =
        Request.of("POST", get.target(), body).with("Content-Type", "text/plain; charset=utf-8");
    for (Request.Header header : get.headers()) {
      post = post.with(header.name(), header.value());
    }
    return post;
  }

  private Request get() {
    String path = form.path().fill(this::value);
    return server.request("GET", polling.path(path), form, this::value);
  }

  @Override
  public Request poll() {
    return session.ask(this::get);
  }

  @Override
  public Request conditionalPoll() {
    return poll();
  }

  @Override
  public Request longPoll() {
    waits.asked();
    return poll();
  }

  @Override
  public Request more() {
    return session.isToAskAgain() ? session.again() : poll();
  }

  @Override
  public Request eventStream(String lastId) {
    throw new UnsupportedOperationException("Engine.IO polling is no event stream");
  }

  @Override
  public Request webSocket() {
    throw new UnsupportedOperationException("Engine.IO polling is no WebSocket");
  }

  @Override
  public void message(byte[] document) {
    throw new UnsupportedOperationException("Engine.IO polling is no stream");
  }

  @Override
  public boolean refused(Answer answer) {
    return false;
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
  public long heldVersion() {
    return held.highestId();
  }

  @Override
  public Outcome read(Answer answer, Request request) {
    long hintNanos = Hints.nanos(answer.head());
    try {
      boolean changed = false;
      boolean more = false;
      switch (session.look(answer, request)) {
        case GO_ON -> {}
        case ASK_AGAIN -> more = true;
        case READ -> {
          if (answer.status() != 200) {
            throw new IOException("unexpected status " + answer.status());
          }
          if (request != posted) {
            changed = hear(ExternalSubscription.plain(answer));
            more = dialogue != null && !dialogue.isOpen();
          }
        }
      }
      return new Outcome(System.nanoTime(), changed, hintNanos, Optional.empty(), more);
    } catch (IOException e) {
      end();
      return Outcome.failed(
          new IOException(server.hide(String.valueOf(e.getMessage())), e), hintNanos);
    }
  }

  private boolean hear(byte[] body) throws IOException {
    boolean opens = !polling.isOpen();
    List<byte[]> packets = polling.read(body);
    if (opens) {
      dialogue =
          new Dialogue(
              server,
              conversation,
              session.captured(),
              this::value,
              listener::onFailure,
              (message, _) -> say(new String(message, UTF_8)));
      dialogue.begin();
    }
    boolean changed = false;
    for (byte[] packet : packets) {
      if (dialogue != null) {
        changed |= dialogue.hear(packet, held);
      }
    }
    if (!polling.isOpen()) {
      throw new IOException("the server ended the session of Engine.IO");
    }
    waits.answered(packets.stream().anyMatch(packet -> !EngineIoPolling.isNothing(packet)));
    return changed;
  }

  private boolean say(String packet) {
    synchronized (outgoing) {
      return outgoing.add(packet);
    }
  }

  /** The next request opens another session. */
  private void end() {
    if (dialogue != null) {
      dialogue.end();
      dialogue = null;
    }
    polling = new EngineIoPolling();
    synchronized (outgoing) {
      outgoing.clear();
    }
  }
}
