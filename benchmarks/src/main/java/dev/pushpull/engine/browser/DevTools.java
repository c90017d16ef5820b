package dev.pushpull.engine.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Chrome DevTools Protocol over a pipe of each direction: calls with answers, and events. Safe
 * from any thread; events come on its own one, in order, and their handler must not wait for calls.
 */
final class DevTools {

  private static final long PATIENCE_SECONDS = 20;

  /** Told of what nobody asked for, of one page. */
  interface Events {
    /** An event, such as {@code Runtime.bindingCalled}. */
    void on(String method, JsonNode params);

    /** Nothing will come any more. */
    void ended();
  }

  private final ObjectMapper json = new ObjectMapper();
  private final OutputStream out;
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final Map<String, Events> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private volatile boolean ended;

  /** Reads from here on. */
  DevTools(InputStream in, OutputStream out) {
    this.out = out;
    Thread.ofPlatform().name("devtools").daemon().start(() -> read(new PipeReader(in)));
  }

  /** Has a page's events told. */
  void listen(String session, Events events) {
    listeners.put(session, events);
    if (ended) {
      events.ended();
    }
  }

  /** Nothing more is to be told of a page. */
  void unlisten(String session) {
    listeners.remove(session);
  }

  private void read(PipeReader messages) {
    try {
      for (var next = messages.next(); next.isPresent(); next = messages.next()) {
        take(json.readTree(next.get()));
      }
    } catch (IOException _) {
      // A broken pipe is an end like any other.
    } finally {
      ended = true;
      pending.values().forEach(answer -> answer.completeExceptionally(gone()));
      listeners.values().forEach(Events::ended);
    }
  }

  private static IOException gone() {
    return new IOException("the browser has ended");
  }

  private void take(JsonNode message) {
    if (!message.has("id")) {
      Events events = listeners.get(message.path("sessionId").asText());
      if (events != null) {
        events.on(message.path("method").asText(), message.path("params"));
      }
      return;
    }
    CompletableFuture<JsonNode> answer = pending.remove(message.path("id").intValue());
    if (answer != null) {
      if (message.has("error")) {
        answer.completeExceptionally(
            new IOException("the browser says: " + message.at("/error/message").asText()));
      } else {
        answer.complete(message.path("result"));
      }
    }
  }

  /** An object for parameters. */
  static ObjectNode params() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Calls, and does not wait.
   *
   * @param session of the page that is meant; empty for the browser itself
   * @return its result; fails with an {@link IOException}
   */
  CompletableFuture<JsonNode> send(String session, String method, ObjectNode params) {
    int id = ids.incrementAndGet();
    ObjectNode call = params().put("id", id).put("method", method).set("params", params);
    if (!session.isEmpty()) {
      call.put("sessionId", session);
    }
    var answer = new CompletableFuture<JsonNode>();
    pending.put(id, answer);
    try {
      write(json.writeValueAsBytes(call));
      if (ended) {
        answer.completeExceptionally(gone());
      }
    } catch (IOException e) {
      pending.remove(id);
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private synchronized void write(byte[] message) throws IOException {
    out.write(message);
    out.write(0);
    out.flush();
  }

  /** Calls, and waits for the result. */
  JsonNode call(String session, String method, ObjectNode params)
      throws IOException, InterruptedException {
    return await(send(session, method, params), TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS), method);
  }

  /**
   * Waits for a result.
   *
   * @param what the message of a timeout calls it
   */
  static <T> T await(CompletableFuture<T> answer, long timeoutNanos, String what)
      throws IOException, InterruptedException {
    try {
      return answer.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause instanceof IOException ? cause.getMessage() : e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(
          "%s took longer than %d ms".formatted(what, TimeUnit.NANOSECONDS.toMillis(timeoutNanos)),
          e);
    }
  }
}
