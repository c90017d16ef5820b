package dev.pushpull.sut.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.feed.Submission.Accepted;
import dev.pushpull.sut.feed.Submission.Disabled;
import dev.pushpull.sut.feed.Submission.Quiesced;
import dev.pushpull.sut.feed.Submission.TooMany;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;

/** {@code POST /jobs}: takes a job in, whose feed then tells how far it is. */
final class JobsHandler {

  private static final int MAX_BYTES = 4_096;
  private static final String NO_JOBS = "this server does not accept jobs";

  private final TextBody body = new TextBody("job", MAX_BYTES, this::submit);
  private final JsonFactory json = new JsonFactory();
  private final DataContext context;
  private final Jobs jobs;
  private final Updates updates;
  private final PublishGate gate;

  JobsHandler(DataContext context, PublishGate gate) {
    this.context = context;
    this.jobs = context.jobs();
    this.updates = new Updates(context.traffic());
    this.gate = gate;
  }

  void handle(HttpServerExchange exchange) throws Exception {
    if (jobs.spec().isEmpty()) {
      Problem.send(exchange, 404, NO_JOBS);
    } else if (!exchange.getRequestMethod().equals(Methods.POST)) {
      Problem.methodNotAllowed(exchange, "POST");
    } else if (!context.allowsOrigin(exchange)) {
      Problem.send(exchange, 403, "a page of another origin must not submit a job");
    } else if (!gate.isOpen()) {
      Problem.send(exchange, 403, "this server does not let clients publish");
    } else {
      body.read(exchange);
    }
  }

  private void submit(HttpServerExchange exchange, String description) {
    if (!isObjectOrNothing(description)) {
      Problem.send(exchange, 400, "a job must be a JSON object such as {}, or empty");
      return;
    }
    if (!gate.take()) {
      tooMany(exchange, 1, "too many jobs from clients per second; try again in 1 s");
      return;
    }
    switch (jobs.submit()) {
      case Accepted(var feed) -> updates.accepted(exchange, feed);
      case TooMany(var seconds) ->
          tooMany(exchange, seconds, "the limit of live jobs is reached; try again later");
      case Quiesced() -> Problem.send(exchange, 503, "publishing is stopped until the next start");
      case Disabled() -> Problem.send(exchange, 404, NO_JOBS);
    }
  }

  private static void tooMany(HttpServerExchange exchange, int seconds, String detail) {
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Integer.toString(seconds));
    Problem.send(exchange, 429, detail);
  }

  /** What it says means nothing, but it must be what it should be. */
  private boolean isObjectOrNothing(String text) {
    if (text.isBlank()) {
      return true;
    }
    try (JsonParser parser = json.createParser(text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && parser.skipChildren().currentToken() == JsonToken.END_OBJECT
          && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
