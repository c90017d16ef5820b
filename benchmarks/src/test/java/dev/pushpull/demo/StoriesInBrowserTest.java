package dev.pushpull.demo;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.Chromium.Sheet;
import dev.pushpull.testkit.DemoServer;
import dev.pushpull.testkit.Looks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tabs of the server's own page as a person meets them. */
@Timeout(120)
@Needs(CHROMIUM)
class StoriesInBrowserTest {

  @AutoClose private static Chromium chromium;
  @AutoClose private static DemoServer server;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    server = DemoServer.start(0);
  }

  private static Sheet open(String hash) {
    return server.open(chromium, hash, 1280, ColorScheme.LIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "lanes, 1280, LIGHT",
    "job, 390, DARK",
    "courier, 1280, DARK",
    "chat, 390, LIGHT",
    "handshake, 390, DARK",
  })
  void isQuietFitsAndIsAccessible(String name, int width, ColorScheme scheme) {
    try (Sheet sheet = server.open(chromium, "#tab=" + name, width, scheme)) {
      sheet.page().waitForTimeout(1_500); // Something of all that moves is there.
      Looks.assertGoodAtEachWidthAndInEachTheme(sheet, scheme);
    }
  }

  @Test
  void aJobIsKnownToAllInTheEnd() {
    try (Sheet sheet = open("#tab=job&interval=200")) {
      Page page = sheet.page();
      page.locator("[data-control='submit']").click();
      DemoServer.await(
          page,
          "[...document.querySelectorAll('.job-badge')].every(b =>"
              + " /processed|failed/.test(b.textContent))");
      assertThat(page.locator(".job-badge").allInnerTexts().stream().distinct()).hasSize(1);
      assertThat(page.locator("[data-job='websocket'] .job-known").innerText())
          .endsWith("with 1 request");
      assertThat(page.locator("[data-job='poll'] .job-known").innerText())
          .matches("known \\d.* after it happened, with \\d+ requests?");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void everyMessageArrivesOnBothSidesOnceAndInOrder() {
    try (Sheet sheet = open("#tab=chat&interval=300")) {
      Page page = sheet.page();
      DemoServer.await(
          page,
          "[...document.querySelectorAll('.chat-pane [role=status]')].every(s => s.textContent ==="
              + " 'listening')");
      var said = new ArrayList<String>();
      for (int i = 0; i < 6; i++) {
        String from = i % 2 == 0 ? "poll" : "websocket";
        String text = "<b>message " + i + "</b>";
        say(page, from, text);
        DemoServer.await(
            page,
            "text => [...document.querySelectorAll('[data-messages=websocket] .text')].some(t =>"
                + " t.textContent === text)",
            text);
        said.add(text);
      }
      for (String side : List.of("poll", "websocket")) {
        Locator texts = page.locator("[data-messages='" + side + "'] .text");
        DemoServer.await(
            page,
            "side => document.querySelectorAll(`[data-messages=${side}] .text`).length === 6",
            side);
        assertThat(texts.allInnerTexts()).isEqualTo(said);
      }
      assertThat(page.locator(".messages b").count()).as("text stays text").isZero();
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  private static void say(Page page, String from, String text) {
    Locator input = page.locator("[data-say='" + from + "']");
    input.fill(text);
    input.press("Enter");
    DemoServer.await(
        page, "from => document.querySelector(`[data-say=${from}]`).value === ''", from);
  }

  @Test
  void theCourierIsShownByAllFive() {
    try (Sheet sheet = open("#tab=courier&interval=200")) {
      Page page = sheet.page();
      DemoServer.await(
          page, "document.querySelectorAll('.town .shown[visibility=visible]').length === 5");
      assertThat(page.locator(".true-ring").getAttribute("visibility")).isEqualTo("visible");
      double ring = Double.parseDouble(page.locator(".true-ring").getAttribute("cx"));
      assertThat(ring).isBetween(46.0, 854.0);
      DemoServer.await(
          page, "document.querySelectorAll('[data-courier][data-metres]').length === 5");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void theHandshakeIsTheRealOne() {
    try (Sheet sheet = open("#tab=handshake")) {
      Page page = sheet.page();
      DemoServer.await(page, "document.querySelectorAll('.steps > li').length === 4");
      assertThat(page.locator("[data-proof]").getAttribute("data-proof")).isEqualTo("true");
      String told = page.locator(".steps").innerText();
      assertThat(told)
          .contains("GET /feeds/demo?lane=handshake", "Sec-WebSocket-Key", "HTTP/1.1 101");
      assertThat(told)
          .contains(page.evaluate("navigator.userAgent").toString(), "http://127.0.0.1:");
      DemoServer.await(
          page, "document.querySelector('.steps').textContent.includes('publishedAtNanos')");
      page.getByText("Close it").click();
      DemoServer.await(page, "document.querySelector('.steps').textContent.includes('code 1000')");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void tabsAndSlidersFollowTheKeyboardAndTheAddressFollowsThem() {
    try (Sheet sheet = open("#interval=500")) {
      Page page = sheet.page();
      page.locator("#tab-lanes").focus();
      page.keyboard().press("ArrowRight");
      assertThat(page.url()).endsWith("#tab=job&interval=500");
      assertThat(page.locator("#panel-job").isVisible()).isTrue();
      assertThat(page.locator("#panel-lanes").isVisible()).isFalse();
      page.keyboard().press("Tab");
      page.keyboard().press("ArrowRight");
      assertThat(page.url()).endsWith("#tab=job&interval=700");
      assertThat(page.locator("#panel-job output").first().innerText()).isEqualTo("every 700 ms");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void anAddressBringsAllSettingsBackAndNonsenseCountsAsNotGiven() {
    String hash = "#tab=courier&interval=3000&latency=200&scale=own&theme=dark";
    try (Sheet sheet = open(hash)) {
      Page page = sheet.page();
      assertThat(page.locator("#tab-courier").getAttribute("aria-selected")).isEqualTo("true");
      assertThat(page.locator("#panel-courier output").allInnerTexts())
          .containsExactly("every 3 s", "200 ms round trip");
      assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
      page.evaluate("location.hash = '#tab=nowhere&interval=-3&latency=x&theme=<b>'");
      DemoServer.await(page, "document.querySelector('#panel-lanes').checkVisibility()");
      assertThat(page.locator("#panel-lanes output").first().innerText()).isEqualTo("every 1 s");
      assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void rateOfOnePageReachesTheOthers() {
    try (Sheet one = open("");
        Sheet other = open("")) {
      one.page().locator("[data-control='rate']").fill("14");
      DemoServer.await(
          other.page(),
          "[...document.querySelectorAll('#panel-lanes output')].some(o => o.textContent === '10"
              + " a second')");
      assertThat(one.wrong()).isEmpty();
      assertThat(other.wrong()).isEmpty();
    }
  }
}
