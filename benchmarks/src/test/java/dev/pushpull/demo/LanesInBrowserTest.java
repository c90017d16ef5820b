package dev.pushpull.demo;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.PushExpectation;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.Chromium.Sheet;
import dev.pushpull.testkit.DemoServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The five lanes of the server's own page, held against the server's counts and the closed forms.
 */
@Timeout(180)
@Needs(CHROMIUM)
class LanesInBrowserTest {

  private static final List<String> LANES =
      List.of("poll", "conditional-poll", "long-poll", "sse", "websocket");

  @AutoClose private static Chromium chromium;
  private DemoServer server;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @BeforeEach
  void startServer() throws IOException {
    server = DemoServer.start(0);
  }

  @AfterEach
  void endServer() {
    server.close();
  }

  private Sheet open(String hash) {
    return server.open(chromium, hash, 1280, ColorScheme.LIGHT);
  }

  private static Locator lane(Page page, String lane) {
    return page.locator("[data-lane='" + lane + "']");
  }

  private static long total(Page page, String lane, String name) {
    return Long.parseLong(lane(page, lane).getAttribute("data-" + name));
  }

  private static double figure(Page page, String lane, String name) {
    String value =
        lane(page, lane).locator("[data-figure='" + name + "']").getAttribute("data-value");
    return Double.parseDouble(value);
  }

  private static void press(Page page, String control) {
    page.locator("[data-control='" + control + "']").click();
  }

  /** All five know the same version, which is above one. */
  private static void awaitAllAbove(Page page, int version) {
    DemoServer.await(
        page,
        "least => [...document.querySelectorAll('[data-lane] [data-figure=version]')].length === 5"
            + " && [...document.querySelectorAll('[data-lane] [data-figure=version]')].every(v =>"
            + " Number(v.textContent.replace('version ', '')) > least)",
        version);
  }

  @Test
  void eachLanesRequestsAreTheServersExactly() throws Exception {
    try (Sheet sheet = open("#interval=100&rate=5")) {
      Page page = sheet.page();
      awaitAllAbove(page, 12);
      press(page, "pause");
      DemoServer.await(page, "document.querySelector('#status').textContent.includes('counted')");
      assertThat(page.locator("#status").innerText())
          .isEqualTo("All lanes are paused. The server counted the same requests in each lane.");
      JsonNode counted = server.counters(pageId(page)).get("lanes");
      for (String lane : LANES) {
        assertThat(total(page, lane, "total-requests"))
            .as(lane)
            .isEqualTo(counted.get(lane).get("requests").longValue())
            .isPositive();
        assertThat(counted.get(lane).get("open").longValue()).as(lane + " open").isZero();
      }
      for (String lane : List.of("poll", "conditional-poll", "long-poll")) {
        long ok = counted.get(lane).path("answers").path("200").longValue();
        long unchanged = counted.get(lane).path("answers").path("304").longValue();
        long empty = total(page, lane, "total-empty");
        // One that was under way when the lanes came to rest is answered, and looked at no more.
        assertThat(ok + unchanged - total(page, lane, "delivered") - empty)
            .as(lane)
            .isBetween(0L, 1L);
        assertThat(lane.equals("poll") ? 0 : unchanged - empty).as(lane).isBetween(0L, 1L);
        assertThat(lane.equals("poll") ? unchanged : 0).as(lane).isZero();
      }
      assertThat(total(page, "poll", "total-requests")).isGreaterThan(10);
      assertThat(total(page, "sse", "total-requests")).isEqualTo(1);
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  private static String pageId(Page page) {
    return page.evaluate("import('/page/api.js').then(api => api.page)").toString();
  }

  /**
   * Evenly spaced updates whose gap is the interval times the golden ratio: phases are spread as
   * evenly as they can be, so that a few seconds come close to the expectation. Half of the added
   * latency is the delay after the server's read. A window in which this machine stalled shows the
   * stall, and is measured again; a wrong figure would be wrong in all of them.
   */
  @Test
  @Tag("alone")
  void stalenessAgreesWithTheClosedForm() {
    var updates = new UpdateProcess.Periodic(1000 / 1.545);
    double polled = new PollExpectation(400, 100, updates).stalenessMean();
    double pushed = new PushExpectation(100, updates).stalenessMean();
    assertThat(polled - pushed).isGreaterThan(60);
    try (Sheet sheet = open("#interval=400&rate=1.545&arrivals=periodic&latency=200")) {
      Page page = sheet.page();
      awaitAllAbove(page, 3);
      var told = new ArrayList<String>();
      for (int window = 0; window < 5; window++) {
        page.getByText("Start over").click();
        page.waitForTimeout(10_000);
        List<String> far =
            LANES.stream().filter(lane -> isFar(page, lane, polled, pushed)).toList();
        if (far.isEmpty()) {
          assertThat(sheet.wrong()).isEmpty();
          return;
        }
        far.forEach(lane -> told.add(lane + " " + figure(page, lane, "mean")));
      }
      assertThat(told).as("polled %s, pushed %s", polled, pushed).isEmpty();
    }
  }

  /** What is shown, and what the page itself expects, against the model. */
  private static boolean isFar(Page page, String lane, double polled, double pushed) {
    double expected = lane.equals("poll") || lane.equals("conditional-poll") ? polled : pushed;
    boolean told = !lane.equals("long-poll");
    return Math.abs(figure(page, lane, "mean") - expected) > 20
        || (told && Math.abs(figure(page, lane, "expectedMean") - expected) > 20);
  }

  @Test
  void thePagesClosedFormsAreTheModels() {
    try (Sheet sheet = open("")) {
      for (String arrivals : List.of("poisson", "periodic")) {
        for (double gap : List.of(50.0, 647.2, 20_000.0)) {
          for (double interval : List.of(50.0, 400.0, 30_000.0)) {
            for (double delay : List.of(0.0, 3.0, 500.0)) {
              assertTheSame(sheet.page(), arrivals, gap, interval, delay);
            }
          }
        }
      }
    }
  }

  private static void assertTheSame(
      Page page, String arrivals, double gap, double interval, double delay) {
    var figures =
        (List<?>)
            page.evaluate(
                "async ([arrivals, gapMs, T, d]) => { const t = await import('/page/theory.js');"
                    + " const p = t.expectedOfPolls(T, d, { arrivals, gapMs });"
                    + " const w = t.expectedOfPush(d, { arrivals, gapMs });"
                    + " return [p.meanMs, p.staleShare, p.emptyShare, w.meanMs,"
                    + " w.staleShare].map(String); }",
                List.of(arrivals, gap, interval, delay));
    UpdateProcess updates =
        arrivals.equals("poisson")
            ? new UpdateProcess.Poisson(1 / gap)
            : new UpdateProcess.Periodic(gap);
    var poll = new PollExpectation(interval, delay, updates);
    var push = new PushExpectation(delay, updates);
    double[] model = {
      poll.stalenessMean(),
      poll.staleFraction(),
      poll.emptyPollRatio(),
      push.stalenessMean(),
      push.staleFraction()
    };
    for (int i = 0; i < model.length; i++) {
      assertThat(Double.parseDouble(figures.get(i).toString()))
          .as("%s %s %s %s figure %d", arrivals, gap, interval, delay, i)
          .isCloseTo(model[i], within(1e-6 * Math.max(1, model[i])));
    }
  }

  @Test
  void slidersTakeEffectWithinASecond() {
    try (Sheet sheet = open("#interval=30000&rate=0.05&arrivals=periodic")) {
      Page page = sheet.page();
      awaitAllAbove(page, 0);
      long requests = total(page, "poll", "total-requests");
      long version = version(page);
      page.locator("#panel-lanes [data-control='interval']").fill("0");
      page.locator("[data-control='rate']").fill("16");
      page.waitForTimeout(1_000);
      page.waitForTimeout(300); // Figures are written four times a second.
      assertThat(total(page, "poll", "total-requests") - requests).isGreaterThan(4);
      assertThat(version(page) - version).isGreaterThan(4);
      assertThat(page.url()).endsWith("#interval=50&rate=20&arrivals=periodic");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  private static long version(Page page) {
    String text =
        lane(page, "websocket").locator("[data-figure='version']").innerText().substring(8);
    return Long.parseLong(text);
  }

  @Test
  void eachLaneTellsHowItCaughtUp() {
    try (Sheet sheet = open("#interval=200&rate=5")) {
      Page page = sheet.page();
      awaitAllAbove(page, 3);
      press(page, "behind");
      DemoServer.await(
          page,
          "[...document.querySelectorAll('[data-figure=state]')].every(s => /at rest|caught"
              + " up/.test(s.textContent))");
      DemoServer.await(
          page,
          "[...document.querySelectorAll('[data-figure=state]')].every(s => /caught up \\d+"
              + " versions in/.test(s.textContent))");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void allLanesComeBackToAnotherServerWithoutAReload() throws IOException {
    int port = server.port();
    try (Sheet sheet = open("#interval=200&rate=5")) {
      Page page = sheet.page();
      page.evaluate("window.sameDocument = true");
      awaitAllAbove(page, 10);
      server.close();
      DemoServer.await(
          page,
          "[...document.querySelectorAll('[data-figure=state]')].every(s =>"
              + " s.textContent.includes('lost') || s.textContent.includes('answered'))");
      server = DemoServer.start(port);
      DemoServer.await(
          page,
          "[...document.querySelectorAll('[data-lane] [data-figure=version]')].every(v =>"
              + " Number(v.textContent.replace('version ', '')) < 10)");
      awaitAllAbove(page, 15);
      DemoServer.await(
          page,
          "[...document.querySelectorAll('[data-figure=state]')].every(s =>"
              + " !s.textContent.includes('lost'))");
      assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }
  }

  @Test
  void aChatGoesOnWithAnotherServerWithoutAReload() throws IOException {
    int port = server.port();
    try (Sheet sheet = open("#tab=chat&interval=300")) {
      Page page = sheet.page();
      for (String text : List.of("one", "two", "three")) {
        sayAndAwait(page, text);
      }
      server.close();
      DemoServer.await(
          page,
          "[...document.querySelectorAll('.chat-pane [role=status]')].every(s => s.textContent !=="
              + " 'listening')");
      server = DemoServer.start(port);
      DemoServer.await(
          page,
          "[...document.querySelectorAll('.chat-pane [role=status]')].every(s => s.textContent ==="
              + " 'listening')");
      sayAndAwait(page, "after the restart");
    }
  }

  /** Said by the one who polls; both have it in the end. */
  private static void sayAndAwait(Page page, String text) {
    Locator input = page.locator("[data-say='poll']");
    input.fill(text);
    input.press("Enter");
    DemoServer.await(
        page,
        "text => [...document.querySelectorAll('.messages')].every(m =>"
            + " [...m.querySelectorAll('.text')].some(t => t.textContent === text))",
        text);
  }

  @Test
  void aBrowserThatVanishesLeavesNothingBehind() throws Exception {
    try (Sheet sheet = open("#rate=0.05&arrivals=periodic")) {
      awaitAllAbove(sheet.page(), 0);
      awaitServer("parked", 1);
      assertThat(server.counters("").get("server").get("connectionsOpen").intValue())
          .isGreaterThan(4);
    }
    awaitServer("parked", 0);
    awaitServer("connectionsOpen", 1); // The one that asks.
  }

  private void awaitServer(String name, int value) throws Exception {
    long startNanos = System.nanoTime();
    int now = server.counters("").get("server").get(name).intValue();
    while (now != value) {
      assertThat(System.nanoTime() - startNanos)
          .as(name + " is " + now)
          .isLessThan(20_000_000_000L);
      Thread.sleep(20);
      now = server.counters("").get("server").get(name).intValue();
    }
  }

  @Test
  void onlyThePagesOwnFilesRun() {
    try (Sheet sheet = open("")) {
      Page page = sheet.page();
      // Else Chromium warns of a socket that the reload closes while it opens.
      awaitAllAbove(page, 0);
      Response again = page.reload();
      DemoServer.await(page, "document.documentElement.dataset.ready === 'true'");
      assertThat(again.headerValue("content-security-policy"))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      awaitAllAbove(page, 0);
      assertThat(sheet.wrong()).as("violations").isEmpty();
      page.evaluate(
          "const s = document.createElement('script'); s.textContent = 'window.foreign = 1';"
              + " document.body.append(s)");
      assertThat(page.evaluate("window.foreign")).isNull();
      assertThat(sheet.wrong()).anyMatch(line -> line.contains("Content Security Policy"));
    }
  }

  /** Ten minutes at the highest rate, told at once. */
  @Test
  void tenMinutesDoNotMakeItGrow() {
    try (Sheet sheet = open("#interval=50&rate=20")) {
      Page page = sheet.page();
      var kept =
          (Map<?, ?>)
              page.evaluate(
                  "async () => { const { Truth } = await import('/page/truth.js'); const { Lane } ="
                      + " await import('/page/lane.js'); const { KINDS } = await"
                      + " import('/page/kinds.js'); const truth = new Truth('demo'); let now = 0;"
                      + " const clock = { now: () => now, at: ms => ms }; const lane = new"
                      + " Lane(KINDS[0], { truth, clock }, 50); for (let v = 1; v <= 12000; v++) {"
                      + " const u = { version: v, publishedAtMs: v * 50, payload: '' };"
                      + " truth.learn(u); now = v * 50 + 10; lane.onUpdate(u, now); if (v % 20 ==="
                      + " 0) lane.reading(); } return { seen: lane.seen.length, since:"
                      + " truth.since(0).length, mean: lane.reading().meanMs }; }");
      assertThat(((Number) of(kept, "seen")).intValue()).isBetween(600, 2_400);
      assertThat(((Number) of(kept, "since")).intValue()).isBetween(600, 4_096);
      assertThat(((Number) of(kept, "mean")).doubleValue()).isCloseTo(1.0, within(1e-3));
      awaitAllAbove(page, 40);
      assertThat(((Number) page.evaluate("performance.getEntriesByType('resource').length")))
          .extracting(Number::intValue)
          .satisfies(entries -> assertThat(entries).isLessThan(50));
    }
  }

  private static Object of(Map<?, ?> map, String key) {
    return java.util.Objects.requireNonNull(map.get(key));
  }
}
