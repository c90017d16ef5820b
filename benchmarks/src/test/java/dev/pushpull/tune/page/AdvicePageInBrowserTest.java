package dev.pushpull.tune.page;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Advices;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.Chromium.Sheet;
import dev.pushpull.testkit.Looks;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.Recommendation.TraceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The advice's page as a person meets it. */
@Needs(CHROMIUM)
class AdvicePageInBrowserTest {

  @TempDir static Path folder = Path.of("");

  private static final Map<String, Recommendation> ADVICES = new TreeMap<>();
  @AutoClose private static Chromium chromium;

  @BeforeAll
  static void writePages() throws IOException {
    chromium = Chromium.start();
    ADVICES.put("push", Advices.push());
    ADVICES.put("trace", Advices.trace());
    ADVICES.put("hostile", Advices.hostile());
    ADVICES.put("impossible", Advices.impossible());
    for (var advice : ADVICES.entrySet()) {
      Files.writeString(file(advice.getKey()), AdvicePage.render(advice.getValue()));
    }
  }

  private static Path file(String name) {
    return folder.resolve(name + ".html");
  }

  private static Sheet open(String name) {
    return chromium.open(file(name), 1280, ColorScheme.LIGHT);
  }

  /** Only to be looked at. */
  private static Sheet seen(String name) {
    return chromium.see(file(name));
  }

  private static Recommendation advice(String name) {
    return Objects.requireNonNull(ADVICES.get(name));
  }

  @ParameterizedTest
  @CsvSource({
    "push, 1280, LIGHT",
    "trace, 390, DARK",
    "hostile, 1280, DARK",
    "impossible, 390, LIGHT",
  })
  void isQuietFitsAndIsAccessible(String name, int width, ColorScheme scheme) {
    try (Sheet sheet = chromium.open(file(name), width, scheme)) {
      Looks.assertGoodAtEachWidthAndInEachTheme(sheet, scheme);
    }
  }

  @Test
  void marksAreTheAdvicesFigures() {
    try (Sheet sheet = open("push")) {
      assertMarks(sheet.page(), "staleness p95", "money", "stalenessMs.p95");
      assertMarks(sheet.page(), "delivery latency mean", "requests", "deliveryLatencyMs.mean");
      assertMarks(sheet.page(), "staleness p95", "bytes", "stalenessMs.p95");
      assertMarks(sheet.page(), "staleness p95", "server cores", "stalenessMs.p95");
    }
  }

  private static void assertMarks(Page page, String what, String cost, String metric) {
    choose(page, what);
    choose(page, cost);
    List<?> dots =
        (List<?>)
            page.evaluate(
                "[...document.querySelectorAll('#tradeoff .dot')].map(dot =>"
                    + " [dot.dataset.strategy, dot.dataset.x, dot.dataset.y])");
    assertThat(dots.size()).isGreaterThan(20);
    for (Object dot : dots) {
      List<?> told = (List<?>) dot;
      Candidate candidate = advice("push").candidate(told.get(0).toString());
      assertIs(of(candidate, cost), told.get(1));
      assertIs(candidate.figures().getOrDefault(metric, -1.0), told.get(2));
    }
  }

  private static void assertIs(double figure, Object told) {
    assertThat(Double.parseDouble(told.toString())).isCloseTo(figure, within(1e-4 * figure + 1e-9));
  }

  private static double of(Candidate candidate, String cost) {
    var costs = candidate.costs();
    return switch (cost) {
      case "requests" -> costs.requestsPerSecond();
      case "bytes" -> costs.bytesPerSecond();
      case "server cores" -> Objects.requireNonNull(costs.cpuCores());
      default -> Objects.requireNonNull(costs.moneyPerMonth());
    };
  }

  private static void choose(Page page, String choice) {
    page.locator("#tradeoff .seg label")
        .filter(new Locator.FilterOptions().setHasText(choice))
        .first()
        .locator("input")
        .check();
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  @Test
  void theChosenOneIsMarkedAndTheLinesAreThere() {
    try (Sheet sheet = open("push")) {
      Page page = sheet.page();
      Recommendation advice = advice("push");
      Locator chosen = page.locator("#tradeoff .dot:has(.chosen)");
      assertThat(chosen.count()).isEqualTo(1);
      assertThat(chosen.getAttribute("data-strategy")).isEqualTo(advice.recommended());
      assertThat(chosen.getAttribute("aria-label"))
          .startsWith(advice.recommended() + ", recommended");
      assertThat(page.locator("#tradeoff text.name-label").allTextContents())
          .contains(
              advice.nextCheaper() + ", next cheaper", advice.nextFresher() + ", next fresher");
      choose(page, "requests");
      assertThat(
              page.locator("#tradeoff .limit").all().stream()
                  .map(line -> line.getAttribute("data-limit")))
          .containsExactly("staleness.p95<=2s", "requests<=500/s");
    }
  }

  @Test
  void marksOfTheBestAreReachedByKeyboardAndTell() {
    try (Sheet sheet = open("push")) {
      Page page = sheet.page();
      page.locator("#tradeoff .dot[tabindex='0']").first().focus();
      assertThat(page.locator("#tip").isVisible()).isTrue();
      assertThat(page.locator("#tip").innerText()).contains("staleness p95").contains("requests");
      page.keyboard().press("Escape");
      assertThat(page.locator("#tip").isVisible()).isFalse();
    }
  }

  @Test
  void theAnswerComesFirstInPlainSentences() {
    try (Sheet sheet = seen("push")) {
      Recommendation advice = advice("push");
      assertThat(sheet.page().locator("main section").first().locator(".answer p").allInnerTexts())
          .containsSubsequence(advice.answer());
      assertThat(sheet.page().title()).isEqualTo("pushpull: Use " + advice.recommended());
    }
  }

  @Test
  void theTableHoldsEveryCandidate() {
    try (Sheet sheet = open("push")) {
      Page page = sheet.page();
      page.locator("#tradeoff summary").click();
      assertThat(page.locator("#tradeoff .behind tbody th").allInnerTexts())
          .isEqualTo(advice("push").candidates().stream().map(Candidate::strategy).toList());
    }
  }

  @Test
  void aTraceShowsWhyItDiffersFromAPoissonProcess() {
    try (Sheet sheet = seen("trace")) {
      Page page = sheet.page();
      TraceFacts trace = Objects.requireNonNull(advice("trace").trace());
      assertThat(
              page.evaluate(
                  "[...document.querySelectorAll('#when .column')].map(bar =>"
                      + " Number(bar.dataset.updates))"))
          .isEqualTo(trace.bins());
      assertThat(page.locator("#twin [data-line]").count()).isEqualTo(3);
      assertThat(page.locator("#twin [data-advised=worst]").count()).isEqualTo(1);
      assertThat(page.locator("#twin [data-advised=poisson]").count()).isEqualTo(1);
      assertThat(page.locator("#trace-title").innerText())
          .isEqualTo("Why not like a Poisson process?");
    }
  }

  @Test
  void whatIsImpossibleDoesNotLookLikeAnAdvice() {
    try (Sheet sheet = seen("impossible")) {
      Page page = sheet.page();
      assertThat(page.locator("#answer h2").innerText()).isEqualTo("Nothing meets this");
      assertThat(page.locator("#answer").innerText())
          .contains("No polling interval can meet this within requests<=20/s");
      assertThat(page.locator("#choices").innerText()).contains("nothing to set side by side");
      assertThat(page.locator("#tradeoff .chosen").count()).isZero();
    }
  }

  @Test
  void aTrapStaysText() {
    try (Sheet sheet = seen("hostile")) {
      assertThat(sheet.page().evaluate("window.hacked")).isNull();
      assertThat(sheet.page().locator("img").count()).isZero();
      assertThat(sheet.page().locator(".lead").allInnerTexts())
          .anyMatch(text -> text.contains(Advices.TRAP));
    }
  }

  @Test
  void coloursFollowTheSwitchAndPaperIsWhite() {
    try (Sheet sheet = open("trace")) {
      Page page = sheet.page();
      String light = background(page);
      page.locator("#theme .seg label")
          .filter(new Locator.FilterOptions().setHasText("dark"))
          .locator("input")
          .check();
      assertThat(background(page)).isNotEqualTo(light);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(background(page)).isEqualTo("rgb(255, 255, 255)");
    }
  }

  private static String background(Page page) {
    return page.evaluate("getComputedStyle(document.body).backgroundColor").toString();
  }
}
