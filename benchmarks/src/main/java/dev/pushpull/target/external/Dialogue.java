package dev.pushpull.target.external;

import dev.pushpull.engine.Subscription.Sender;
import dev.pushpull.spec.target.Conversation;
import dev.pushpull.spec.target.Locator;
import dev.pushpull.spec.target.Matcher;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.Template;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.target.message.MalformedMessageException;
import dev.pushpull.target.message.Matching;
import dev.pushpull.target.message.Message;
import dev.pushpull.target.message.MessageCodec;
import dev.pushpull.target.message.OutFrame;
import dev.pushpull.target.message.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said on one WebSocket, from its opening on. */
final class Dialogue {

  private static final int SHOWN = 2_000;

  private final ExternalServer server;
  private final Conversation conversation;
  private final Map<String, String> captured;
  private final Function<Placeholder, @Nullable String> values;
  private final Consumer<String> failures;
  private final Sender sender;
  private final MessageCodec codec;
  private int step; // guarded by this
  private String unexpected = ""; // guarded by this; the last message that no step waits for
  private @Nullable Future<?> limit; // guarded by this
  private @Nullable Future<?> every; // guarded by this

  /**
   * Nothing is said yet.
   *
   * @param captured where what is captured goes
   * @param values of the placeholders
   * @param failures told if a step is not answered in time; on another thread
   */
  Dialogue(
      ExternalServer server,
      Conversation conversation,
      Map<String, String> captured,
      Function<Placeholder, @Nullable String> values,
      Consumer<String> failures,
      Sender sender) {
    this.server = server;
    this.conversation = conversation;
    this.captured = captured;
    this.values = values;
    this.failures = failures;
    this.sender = sender;
    this.codec = MessageCodec.of(conversation);
  }

  /** Says what is to be said first. */
  synchronized void begin() {
    while (step < conversation.open().size()
        && conversation.open().get(step) instanceof Conversation.Send(Template text)) {
      send(text);
      step++;
    }
    if (limit != null) {
      limit.cancel(false);
      limit = null;
    }
    if (isOpen()) {
      conversation
          .every()
          .ifPresent(
              repeated -> {
                long nanos = repeated.time().toNanos();
                every =
                    server
                        .timer()
                        .scheduleAtFixedRate(
                            () -> repeat(repeated.send()), nanos, nanos, TimeUnit.NANOSECONDS);
              });
    } else {
      Matcher awaited = ((Conversation.Expect) conversation.open().get(step)).matcher();
      limit =
          server
              .timer()
              .schedule(
                  () -> tellUnanswered(awaited),
                  Conversation.STEP_LIMIT.toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void tellUnanswered(Matcher awaited) {
    String seen = unexpected.isEmpty() ? "nothing came" : "what came last is '" + unexpected + "'";
    tell(
        "step %d of 'open' was not answered within %d s: no message with %s; %s"
            .formatted(step + 1, Conversation.STEP_LIMIT.toSeconds(), awaited, seen));
  }

  private void tell(String failure) {
    failures.accept(Printable.brief(server.hide(failure)));
  }

  private synchronized void repeat(Template text) {
    if (!send(text)) {
      end(); // There is nobody to say it to.
    }
  }

  /** Whether every step of the opening is done. */
  synchronized boolean isOpen() {
    return step >= conversation.open().size();
  }

  /** It is over. */
  synchronized void end() {
    for (Future<?> each : new Future<?>[] {limit, every}) {
      if (each != null) {
        each.cancel(false);
      }
    }
  }

  /** Says something more; false if it was certainly not sent. From any thread. */
  synchronized boolean say(Template text) {
    return send(text);
  }

  private boolean send(Template text) {
    OutFrame frame = codec.write(text.fill(values));
    return sender.send(frame.bytes(), frame.binary());
  }

  /**
   * Reads a frame, and answers what wants an answer.
   *
   * @return the messages that are updates
   * @throws MalformedMessageException if it cannot be read
   */
  private synchronized List<Message> read(byte[] frame) throws MalformedMessageException {
    var updates = new ArrayList<Message>();
    for (Message message : codec.read(frame)) {
      conversation.answers().stream()
          .filter(reply -> Matching.matches(reply.when(), message, values))
          .findFirst()
          .ifPresent(reply -> send(reply.send()));
      if (!isOpen()) {
        expect(message);
      } else if (conversation.update().isEmpty()
          || Matching.matches(conversation.update().get(), message, values)) {
        updates.add(message);
      }
    }
    return updates;
  }

  /**
   * Reads a frame, and looks at the updates in it.
   *
   * @return whether one was new to the client
   * @throws IOException if it cannot be read, or has no update where one should be
   */
  boolean hear(byte[] frame, Held held) throws IOException {
    boolean changed = false;
    for (Message update : read(frame)) {
      byte[] raw = update.text().getBytes(StandardCharsets.UTF_8);
      changed |= held.look(update.document(), raw, conversation.document(), _ -> null);
    }
    return changed;
  }

  private void expect(Message message) {
    var expected = (Conversation.Expect) conversation.open().get(step);
    if (Matching.matches(expected.matcher(), message, values)) {
      var place =
          new Place(message.document(), message.text().getBytes(StandardCharsets.UTF_8), _ -> null);
      for (Map.Entry<String, Locator> each : expected.capture().entrySet()) {
        place
            .find(each.getValue())
            .ifPresentOrElse(
                value -> {
                  captured.put(each.getKey(), value);
                  server.addSecret(value);
                },
                () ->
                    tell(
                        "step %d of 'open': nothing is at %s, where '%s' should be"
                            .formatted(step + 1, each.getValue(), each.getKey())));
      }
      unexpected = "";
      step++;
      begin();
    } else {
      unexpected = message.text().substring(0, Math.min(message.text().length(), SHOWN));
    }
  }
}
