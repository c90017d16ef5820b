package dev.pushpull.client.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A Chromium with one page, the subscriber's. Safe from any thread. */
final class Page implements AutoCloseable {

  private static final String READING = "reading the page's clock";

  /** Several at once keep the threads between us awake, so that some exchange is quick each way. */
  private static final int BURST = 8;

  private static final int BURSTS = 250;
  private static final long ISOLATED_RESOLUTION_NANOS = 5_000;
  private static final long RESOLUTION_NANOS = 100_000;
  private static final String BINDING = "told";

  private final Chromium chromium;
  private final DevTools tools;
  private final String session;

  private Page(Chromium chromium, DevTools tools, String session) {
    this.chromium = chromium;
    this.tools = tools;
    this.session = session;
  }

  /**
   * Starts a browser and shows the page in it as if the server had sent it.
   *
   * @param origin the server's, such as {@code http://127.0.0.1:8080}
   * @param told each batch that the page tells, as JSON, on one thread and in order
   * @param ended called when the browser is gone
   */
  static Page open(Path program, String origin, Consumer<String> told, Runnable ended)
      throws IOException, InterruptedException {
    Chromium chromium = Chromium.start(program);
    try {
      var handler = new Handler(told, ended);
      var tools = new DevTools(chromium.input(), chromium.output(), handler);
      handler.tools.complete(tools);
      String target =
          tools
              .call("", "Target.createTarget", DevTools.params().put("url", "about:blank"))
              .path("targetId")
              .asText();
      ObjectNode attach = DevTools.params().put("targetId", target).put("flatten", true);
      String session = tools.call("", "Target.attachToTarget", attach).path("sessionId").asText();
      handler.session.complete(session);
      tools.call(session, "Runtime.enable", DevTools.params());
      tools.call(session, "Runtime.addBinding", DevTools.params().put("name", BINDING));
      ObjectNode fetch = DevTools.params();
      fetch.putArray("patterns").addObject().put("urlPattern", PageResource.PATTERN);
      tools.call(session, "Fetch.enable", fetch);
      tools.call(
          session, "Page.navigate", DevTools.params().put("url", origin + PageResource.PAGE));
      return new Page(chromium, tools, session);
    } catch (IOException | InterruptedException | RuntimeException e) {
      chromium.close();
      throw e;
    }
  }

  /** Answers for the page's files, and passes on what the page tells. */
  private record Handler(
      Consumer<String> told,
      Runnable gone,
      CompletableFuture<DevTools> tools,
      CompletableFuture<String> session)
      implements DevTools.Events {

    Handler(Consumer<String> told, Runnable gone) {
      this(told, gone, new CompletableFuture<>(), new CompletableFuture<>());
    }

    @Override
    public void on(String method, JsonNode params) {
      if (method.equals("Runtime.bindingCalled") && params.path("name").asText().equals(BINDING)) {
        told.accept(params.path("payload").asText());
      } else if (method.equals("Fetch.requestPaused")) {
        ObjectNode answer = PageResource.answer(params.at("/request/url").asText());
        answer.put("requestId", params.path("requestId").asText());
        // Both are there: a page asks for nothing before it is attached to.
        // One that fails leaves the page unready, which whoever opens it waits for.
        var _ = tools.join().send(session.join(), "Fetch.fulfillRequest", answer);
      }
    }

    @Override
    public void ended() {
      gone.run();
    }
  }

  /** Runs a script; if it gives a promise, the result is what that comes to. */
  CompletableFuture<JsonNode> run(String script) {
    ObjectNode params =
        DevTools.params()
            .put("expression", script)
            .put("awaitPromise", true)
            .put("returnByValue", true);
    return tools.send(session, "Runtime.evaluate", params).thenCompose(Page::result);
  }

  private static CompletableFuture<JsonNode> result(JsonNode evaluated) {
    if (evaluated.has("exceptionDetails")) {
      JsonNode details = evaluated.path("exceptionDetails");
      String text = details.at("/exception/description").asText(details.path("text").asText());
      return CompletableFuture.failedFuture(new IOException("in the page: " + text));
    }
    return CompletableFuture.completedFuture(evaluated.at("/result/value"));
  }

  /**
   * Compares the page's clock with ours.
   *
   * @param timeoutNanos for each answer
   */
  PageClock clock(long timeoutNanos) throws IOException, InterruptedException {
    boolean isolated =
        DevTools.await(run("crossOriginIsolated"), timeoutNanos, READING).asBoolean();
    List<PageClock.Exchange> exchanges = new ArrayList<>();
    for (int burst = 0; burst < BURSTS; burst++) {
      var asked = new ArrayList<CompletableFuture<PageClock.Exchange>>();
      for (int i = 0; i < BURST; i++) {
        asked.add(exchange());
      }
      for (CompletableFuture<PageClock.Exchange> exchange : asked) {
        exchanges.add(DevTools.await(exchange, timeoutNanos, READING));
      }
    }
    return PageClock.of(exchanges, isolated ? ISOLATED_RESOLUTION_NANOS : RESOLUTION_NANOS);
  }

  /** Stamped on the thread that reads the answer, before anyone else is woken. */
  private CompletableFuture<PageClock.Exchange> exchange() {
    long before = System.nanoTime();
    return run("performance.now()")
        .thenApply(page -> new PageClock.Exchange(before, page.asDouble(), System.nanoTime()));
  }

  @Override
  public void close() {
    chromium.close();
  }
}
