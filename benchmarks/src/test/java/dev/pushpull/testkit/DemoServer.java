package dev.pushpull.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.testkit.Chromium.Sheet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The server with its page and demo feeds, embedded, and browsers that look at it. */
public final class DemoServer implements AutoCloseable {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final JsonMapper JSON = new JsonMapper();

  private final ServerUnderTest server;
  private final HttpClient http = HttpClient.newHttpClient();

  private DemoServer(ServerUnderTest server) {
    this.server = server;
  }

  /** Starts one on a port, 0 for any free one. */
  public static DemoServer start(int port) throws IOException {
    ServerConfig config =
        Configs.withoutControl(
            Configs.withAddress(ServerConfig.defaults(), ServerConfig.LOOPBACK, port));
    return new DemoServer(ServerUnderTest.start(config, ServerUnderTest.Page.DEMO));
  }

  public int port() {
    return server.port();
  }

  private String origin() {
    return "127.0.0.1:" + server.port();
  }

  /** Opens the page; what goes wrong is noted from the first moment on. */
  public Sheet open(Chromium chromium, String hash, int width, ColorScheme scheme) {
    BrowserContext context = chromium.context(width, scheme);
    Page page = context.newPage();
    var wrong = new ArrayList<String>();
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("log")) {
            wrong.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(wrong::add);
    List<String> own = List.of("http://" + origin() + "/", "data:");
    page.onRequest(
        request -> {
          if (own.stream().noneMatch(request.url()::startsWith)) {
            wrong.add("request: " + request.url());
          }
        });
    page.onWebSocket(
        socket -> {
          if (!socket.url().startsWith("ws://" + origin() + "/feeds/")) {
            wrong.add("socket: " + socket.url());
          }
        });
    page.navigate("http://" + origin() + "/" + hash);
    await(page, "document.documentElement.dataset.ready === 'true'");
    return new Sheet(context, page, wrong, false);
  }

  /**
   * Waits until an expression holds. Playwright's own way to wait evaluates text in the page later
   * on, which the page's policy rightly forbids.
   */
  public static void await(Page page, String expression) {
    await(page, "() => " + expression, "");
  }

  /** Waits until a function of one argument holds. */
  public static void await(Page page, String function, Object argument) {
    long startNanos = System.nanoTime();
    while (!Boolean.TRUE.equals(page.evaluate(function, argument))) {
      if (System.nanoTime() - startNanos > PATIENCE_NANOS) {
        throw new AssertionError("waited in vain for " + function + " of " + argument);
      }
      page.waitForTimeout(50);
    }
  }

  /** What the server counted, of one page and altogether. */
  public JsonNode counters(String page) throws IOException, InterruptedException {
    var uri = URI.create("http://" + origin() + "/demo/counters?page=" + page);
    var request = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
