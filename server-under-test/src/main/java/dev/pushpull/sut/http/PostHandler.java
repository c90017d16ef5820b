package dev.pushpull.sut.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.Publication.Published;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.feed.Submission.Accepted;
import dev.pushpull.sut.feed.Submission.Disabled;
import dev.pushpull.sut.feed.Submission.Quiesced;
import dev.pushpull.sut.feed.Submission.TooMany;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import dev.pushpull.sut.wire.FeedSpec;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;

/**
 * {@code POST}: publishes a body, UTF-8 text, as a payload; or takes in a job, whose feed then
 * tells how far it is.
 */
record PostHandler(DataContext context) {

  private static final int MAX_JOB_BYTES = 4_096;
  private static final JsonFactory JSON = new JsonFactory();
  private static final Problem NO_JOBS = new Problem(404, "this server does not accept jobs");

  /** To a feed. */
  void publish(HttpServerExchange exchange, Feed feed) throws Exception {
    checkClient(exchange, "a page of another origin must not publish");
    ProblemException.check(feed.takesPayloads(), 403, "clients must not publish to a job's feed");
    TextBody.read(
        exchange,
        "payload",
        FeedSpec.MAX_PAYLOAD_BYTES,
        payload -> {
          acquire("updates");
          switch (feed.publish(payload)) {
            case Published(var update) -> context.updates().created(exchange, update);
            case Refused(var reason) ->
                throw new ProblemException(reason == Reason.CLOSED ? 404 : 503, reason.toString());
          }
        });
  }

  /** To {@code /jobs}. */
  void submit(HttpServerExchange exchange) throws Exception {
    if (context.jobs().spec().isEmpty()) {
      throw new ProblemException(NO_JOBS);
    }
    Answer.checkMethod(exchange, "POST");
    checkClient(exchange, "a page of another origin must not submit a job");
    TextBody.read(exchange, "job", MAX_JOB_BYTES, description -> submit(exchange, description));
  }

  private void submit(HttpServerExchange exchange, String description) throws ProblemException {
    ProblemException.check(
        description.isBlank() || isObject(description),
        400,
        "a job must be a JSON object such as {}, or empty");
    acquire("jobs");
    switch (context.jobs().submit()) {
      case Accepted(var feed) -> context.updates().accepted(exchange, feed);
      case TooMany(var seconds) ->
          throw tooMany(seconds, "the limit of live jobs is reached; try again later");
      case Quiesced() -> throw new ProblemException(503, Reason.QUIESCED.toString());
      case Disabled() -> throw new ProblemException(NO_JOBS);
    }
  }

  private void checkClient(HttpServerExchange exchange, String foreign) throws ProblemException {
    ProblemException.check(context.allowsOrigin(exchange), 403, foreign);
    ProblemException.check(
        context.limits().clientsMayPublish(), 403, "this server does not let clients publish");
  }

  private void acquire(String what) throws ProblemException {
    if (!context.rateLimiter().tryAcquire()) {
      throw tooMany(1, "too many " + what + " from clients per second; try again in 1 s");
    }
  }

  private static ProblemException tooMany(int seconds, String detail) {
    return new ProblemException(
        new Problem(429, detail).with(Headers.RETRY_AFTER, Integer.toString(seconds)));
  }

  /** What it says means nothing, but it must be what it should be. */
  private static boolean isObject(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && parser.skipChildren().currentToken() == JsonToken.END_OBJECT
          && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
