package dev.pushpull.engine.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A subscriber's page, in a context of its own: it shares no connection with another page. Safe
 * from any thread.
 *
 * @param told each batch that the page tells, as JSON, on one thread and in order
 * @param gone called when the browser is gone
 */
record Page(DevTools tools, String context, String session, Consumer<String> told, Runnable gone)
    implements DevTools.Events, AutoCloseable {

  private static final String READING = "reading the page's clock";

  /** Several at once keep the threads between us awake, so that some exchange is quick each way. */
  private static final int BURST = 8;

  private static final long ISOLATED_RESOLUTION_NANOS = 5_000;
  private static final long RESOLUTION_NANOS = 100_000;
  private static final String CONTEXT = "browserContextId";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final String BINDING = "told";

  /**
   * Shows the page as if the server had sent it.
   *
   * @param address of the page at the server
   * @param told each batch that the page tells, as JSON, on one thread and in order
   * @param ended called when the browser is gone
   */
  static Page open(DevTools tools, URI address, Consumer<String> told, Runnable ended)
      throws IOException, InterruptedException {
    CompletableFuture<String> context =
        tools
            .send("", "Target.createBrowserContext", DevTools.params())
            .thenApply(made -> made.path(CONTEXT).asText());
    try {
      String own = DevTools.await(context, PATIENCE_NANOS, "a context");
      ObjectNode blank = DevTools.params().put("url", "about:blank").put(CONTEXT, own);
      String target = tools.call("", "Target.createTarget", blank).path("targetId").asText();
      ObjectNode attach = DevTools.params().put("targetId", target).put("flatten", true);
      String session = tools.call("", "Target.attachToTarget", attach).path("sessionId").asText();
      var page = new Page(tools, own, session, told, ended);
      tools.listen(session, page);
      tools.call(session, "Runtime.enable", DevTools.params());
      tools.call(session, "Runtime.addBinding", DevTools.params().put("name", BINDING));
      ObjectNode fetch = DevTools.params();
      fetch.putArray("patterns").addObject().put("urlPattern", PageResource.PATTERN);
      tools.call(session, "Fetch.enable", fetch);
      tools.call(session, "Page.navigate", DevTools.params().put("url", address.toString()));
      return page;
    } catch (IOException | InterruptedException | RuntimeException e) {
      var _ = context.thenCompose(made -> dispose(tools, made));
      throw e;
    }
  }

  private static CompletableFuture<JsonNode> dispose(DevTools tools, String context) {
    return tools.send("", "Target.disposeBrowserContext", DevTools.params().put(CONTEXT, context));
  }

  /** Answers for the page's files, and passes on what the page tells. */
  @Override
  public void on(String method, JsonNode params) {
    if (method.equals("Runtime.bindingCalled") && params.path("name").asText().equals(BINDING)) {
      told.accept(params.path("payload").asText());
    } else if (method.equals("Fetch.requestPaused")) {
      ObjectNode answer = PageResource.answer(params.at("/request/url").asText());
      answer.put("requestId", params.path("requestId").asText());
      // One that fails leaves the page unready, which whoever opens it waits for.
      var _ = tools.send(session, "Fetch.fulfillRequest", answer);
    }
  }

  @Override
  public void ended() {
    gone.run();
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
   * @param bursts of readings; of more, one is likelier to be quick
   * @param timeoutNanos for each answer
   */
  PageClock clock(int bursts, long timeoutNanos) throws IOException, InterruptedException {
    boolean isolated =
        DevTools.await(run("crossOriginIsolated"), timeoutNanos, READING).asBoolean();
    List<PageClock.Exchange> exchanges = new ArrayList<>();
    for (int burst = 0; burst < bursts; burst++) {
      var asked = Stream.generate(this::exchange).limit(BURST).toList();
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

  /** With its connections, as a window that is closed. Never throws. */
  @Override
  public void close() {
    tools.unlisten(session);
    try {
      DevTools.await(dispose(tools, context), PATIENCE_NANOS, "closing the page");
    } catch (IOException _) {
      // It ends with the browser at the latest.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
