package dev.pushpull.report.page;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.pushpull.metric.Metrics;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.RunResults;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.Chromium.Sheet;
import dev.pushpull.testkit.Looks;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report page as a person meets it. */
@Needs(CHROMIUM)
class PageInBrowserTest {

  @TempDir static Path folder = Path.of("");

  private static final Map<String, Path> PAGES = new TreeMap<>();
  @AutoClose private static Chromium chromium;

  @BeforeAll
  static void writePages() throws IOException {
    chromium = Chromium.start();
    PAGES.put(
        "reference", PageRuns.write(folder, "reference", PageRuns.reference(), PageRuns.REFERENCE));
    PAGES.put(
        "two",
        PageRuns.write(folder, "two", PageRuns.reference(), PageRuns.withTwoRepeats(folder)));
    Path none = folder.resolve("none");
    PAGES.put("sample", PageRuns.write(folder, "sample", SampleRun.quick(), none));
    PAGES.put("hostile", PageRuns.write(folder, "hostile", PageRuns.hostile(), none));
    PAGES.put("paces", PageRuns.write(folder, "paces", PageRuns.paces(), none));
    PAGES.put("empty", PageRuns.write(folder, "empty", PageRuns.empty(), none));
    PAGES.put("cold", PageRuns.write(folder, "cold", PageRuns.cold(), none));
    PAGES.put("target", PageRuns.write(folder, "target", PageRuns.target(), PageRuns.REFERENCE));
    PAGES.put("engines", PageRuns.write(folder, "engines", PageRuns.engines(), none));
    PAGES.put("invalid", PageRuns.write(folder, "invalid", PageRuns.allInvalid(), none));
  }

  private static Sheet open(String name, int width, ColorScheme scheme) {
    return chromium.open(Objects.requireNonNull(PAGES.get(name)), width, scheme);
  }

  /** Only to be looked at; whoever chooses what is drawn chooses all of it. */
  private static Sheet seen() {
    return chromium.see(Objects.requireNonNull(PAGES.get("reference")));
  }

  private static Sheet reference() {
    return open("reference", 1280, ColorScheme.LIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "reference, 1280, LIGHT",
    "sample, 390, DARK",
    "paces, 1280, DARK",
    "hostile, 390, LIGHT",
    "empty, 390, LIGHT",
    "invalid, 1280, DARK",
    "target, 1280, LIGHT",
    "target, 390, DARK",
    "engines, 390, LIGHT",
  })
  void isQuietFitsAndIsAccessible(String name, int width, ColorScheme scheme) {
    try (Sheet sheet = open(name, width, scheme)) {
      Looks.assertGoodAtEachWidthAndInEachTheme(sheet, scheme);
    }
  }

  @Test
  void enginesStandBesideEachOtherWithoutScrolling() {
    try (Sheet sheet = open("engines", 1280, ColorScheme.LIGHT)) {
      assertThat(
              sheet
                  .page()
                  .locator("#engines .scroll")
                  .evaluate("node => node.scrollWidth <= node.clientWidth"))
          .isEqualTo(true);
      assertThat(sheet.page().locator("#tradeoff .dot").count()).isEqualTo(7);
    }
  }

  @Test
  void bothEndsOfATargetsFiguresAreTold() {
    try (Sheet sheet = open("target", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      Locator websocket = page.locator("#table tr[data-strategy='websocket']");
      assertThat(websocket.locator("[data-metric='deliveryLatencyMs.p50']").textContent())
          .contains("481 µs–2.48 ms");
      assertThat(websocket.locator("[data-metric='stalenessMs.mean']").textContent())
          .contains("≤ 1 ms");
      assertThat(
              websocket
                  .locator("[data-metric='overhead.serverCpuMicrosPerSubscriberSecond']")
                  .textContent())
          .isEqualTo("—");
      page.getByText("Show each repeat").click();
      assertThat(page.locator("#table tr.repeat").first().textContent()).contains("–");
      assertThat(page.locator("#target").textContent()).contains("truth: publish");
    }
  }

  /** Median over the repeats, taken from results.json by another way than the page's. */
  private static Map<String, Double> medians(RunResults run, String metric) {
    return run.trials().stream()
        .filter(trial -> Metrics.figure(trial, metric).isPresent())
        .collect(
            Collectors.groupingBy(
                dev.pushpull.result.TrialResult::strategy,
                Collectors.collectingAndThen(
                    Collectors.mapping(
                        trial -> Metrics.figure(trial, metric).orElseThrow(), Collectors.toList()),
                    values -> {
                      var sorted = values.stream().sorted().toList();
                      int n = sorted.size();
                      return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
                    })));
  }

  @ParameterizedTest
  @CsvSource({
    "staleness, p95, bytes, per subscriber-second, stalenessMs.p95,"
        + " overhead.bytesPerSubscriberSecond",
    "staleness, mean, requests, per update, stalenessMs.mean, overhead.requestsPerPublished",
    "delivery latency, p50, server CPU, per subscriber-second, deliveryLatencyMs.p50,"
        + " overhead.serverCpuMicrosPerSubscriberSecond",
    "delivery latency, p99, bytes, per update, deliveryLatencyMs.p99, overhead.bytesPerPublished",
    "age, mean, server CPU, per update, ageMs.mean, overhead.serverCpuMicrosPerPublished",
  })
  void marksOfTheTradeOffAreTheRunsFigures(
      String what, String stat, String cost, String per, String yMetric, String xMetric)
      throws IOException {
    try (Sheet sheet = seen()) {
      Page page = sheet.page();
      for (String choice : List.of(what, stat, cost, per)) {
        choose(page, "#tradeoff", choice);
      }
      Map<String, Double> x = medians(PageRuns.reference(), xMetric);
      Map<String, Double> y = medians(PageRuns.reference(), yMetric);
      Locator dots = page.locator("#tradeoff .dot");
      assertThat(dots.count()).isEqualTo((int) x.keySet().stream().filter(y::containsKey).count());
      for (Locator dot : dots.all()) {
        String strategy = dot.getAttribute("data-strategy");
        assertThat(Double.parseDouble(dot.getAttribute("data-x")))
            .isCloseTo(of(x, strategy), within(1e-4 * of(x, strategy)));
        assertThat(Double.parseDouble(dot.getAttribute("data-y")))
            .isCloseTo(of(y, strategy), within(1e-4 * of(y, strategy) + 1e-9));
      }
      assertPlacesAreLogarithmic(dots.all());
    }
  }

  private static double of(Map<String, Double> figures, String strategy) {
    return Objects.requireNonNull(figures.get(strategy));
  }

  /** Where a mark lies on the picture must follow from its figure: one straight line for all. */
  private static void assertPlacesAreLogarithmic(List<Locator> dots) {
    var placed =
        dots.stream()
            .filter(dot -> Double.parseDouble(dot.getAttribute("data-y")) > 0)
            .map(
                dot ->
                    new double[] {
                      Math.log(Double.parseDouble(dot.getAttribute("data-y"))),
                      Double.parseDouble(dot.locator(".hit").getAttribute("cy"))
                    })
            .sorted((a, b) -> Double.compare(a[0], b[0]))
            .toList();
    double[] first = placed.getFirst();
    double[] last = placed.getLast();
    assertThat(last[1]).isLessThan(first[1]);
    double slope = (last[1] - first[1]) / (last[0] - first[0]);
    for (double[] point : placed) {
      assertThat(point[1]).isCloseTo(first[1] + slope * (point[0] - first[0]), within(0.01));
    }
  }

  private static void choose(Page page, String chart, String choice) {
    page.locator(chart + " .seg label")
        .filter(
            new Locator.FilterOptions()
                .setHasText(java.util.regex.Pattern.compile("^" + choice + "$")))
        .locator("input")
        .check();
    Looks.settle(page);
  }

  @Test
  void aMarkTellsItsWholeRowToMouseAndKeyboard() {
    try (Sheet sheet = reference()) {
      Page page = sheet.page();
      page.locator("#tradeoff .dot[data-strategy='poll@500ms']").focus();
      assertThat(page.locator("#tip").innerText())
          .contains("poll@500ms, VALID", "staleness p95", "empty polls");
      page.keyboard().press("Escape");
      assertThat(page.locator("#tip").isVisible()).isFalse();
      page.locator("#tradeoff .dot[data-strategy='poll@250ms'] .point").hover();
      assertThat(page.locator("#tip").innerText()).contains("poll@250ms, VALID");
    }
  }

  @Test
  void lanesAreDrawnFromTheTraceAndCanBeChosen() {
    try (Sheet sheet = reference()) {
      Page page = sheet.page();
      int before = page.locator("#lanes .lane").count();
      page.locator("#lanes .chip input[value='conditional-poll@500ms']").check();
      Looks.settle(page);
      assertThat(page.locator("#lanes .lane").count()).isEqualTo(before + 1);
      Locator lane = page.locator("#lanes .lane[data-strategy='poll@500ms']");
      assertThat(lane.locator(".poll-empty, .poll-hit").count()).isEqualTo(20);
      assertThat(lane.locator(".saw").count())
          .isEqualTo(Integer.parseInt(lane.getAttribute("data-ramps")))
          .isPositive();
      String shared = lane.locator(".saw-edge").last().getAttribute("d");
      choose(page, "#lanes", "each its own");
      assertThat(lane.locator(".saw-edge").last().getAttribute("d")).isNotEqualTo(shared);
      page.locator("#lanes input[type=range]").fill("3000");
      Looks.settle(page);
      assertThat(page.locator("#lanes .note").first().innerText())
          .startsWith("At 3 s — websocket: ");
    }
  }

  /** By hand: published at 100 and 300, polled at 250 and 500, then at 900 for one of 850. */
  @Test
  void rampsReachFromTheFirstMissedUpdateToItsSight() {
    try (Sheet sheet = seen()) {
      Object ramps =
          sheet
              .page()
              .evaluate(
                  "pp.ramps({ lengthMs: 1000, heldAtStart: 4, newestAtStart: 5, publishes:"
                      + " [{version: 5, atMs: -50}, {version: 6, atMs: 100}, {version: 7, atMs:"
                      + " 300}, {version: 8, atMs: 850}], seen: [{version: 6, atMs: 250}, {version:"
                      + " 7, atMs: 500}] }).map(r => [r.from, r.to, r.since])");
      assertThat(ramps)
          .isEqualTo(
              List.of(List.of(0, 250, -50), List.of(300, 500, 300), List.of(850, 1000, 850)));
    }
  }

  @Test
  void percentileLinesEndAtTheLogsOwnPercentiles() throws IOException {
    try (Sheet sheet = reference()) {
      Page page = sheet.page();
      int lines = page.locator("#percentiles .percentile").count();
      assertThat(lines).isPositive();
      page.locator("#percentiles summary").click();
      String row =
          page.locator("#percentiles .behind tbody tr")
              .filter(new Locator.FilterOptions().setHasText("poll@500ms"))
              .first()
              .innerText();
      double p50 = of(medians(PageRuns.reference(), "deliveryLatencyMs.p50"), "poll@500ms");
      assertThat(row).contains("\t" + Math.round(p50) + " ms\t");
      choose(page, "#percentiles", "request latency");
      assertThat(
              page.locator("#percentiles .percentile[data-metric=requestLatencyUncorrected]")
                  .count())
          .isEqualTo(
              page.locator("#percentiles .percentile[data-metric=requestLatencyCorrected]").count())
          .isPositive();
      page.locator("#percentiles .chip input[value='poll@100ms']").uncheck();
      Looks.settle(page);
      assertThat(page.locator("#percentiles .percentile[data-strategy='poll@100ms']").count())
          .isZero();
    }
  }

  @Test
  void timeIsShownForEachMetricAndRepeat() {
    try (Sheet sheet = open("two", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      choose(page, "#overtime", "3");
      String before = page.locator("#overtime .series .curve").first().getAttribute("d");
      assertThat(page.locator("#overtime .series[data-strategy='poll@100ms'] .max").count())
          .isEqualTo(10);
      choose(page, "#overtime", "2");
      assertThat(page.locator("#overtime .series .curve").first().getAttribute("d"))
          .isNotEqualTo(before);
      choose(page, "#overtime", "3");
      choose(page, "#overtime", "request, corrected");
      assertThat(page.locator("#overtime .series[data-strategy='poll@100ms']").count())
          .isEqualTo(1);
      assertThat(page.locator("#overtime .series[data-strategy='websocket']").count()).isZero();
    }
  }

  @Test
  void theTableSortsAndShowsRepeatsAndEveryMetric() throws IOException {
    try (Sheet sheet = reference()) {
      Page page = sheet.page();
      page.locator("#table thead button")
          .filter(new Locator.FilterOptions().setHasText("bytes / subscriber-s"))
          .click();
      var values =
          page.locator("#table td[data-metric='overhead.bytesPerSubscriberSecond']").all().stream()
              .map(cell -> Double.parseDouble(cell.getAttribute("data-value")))
              .toList();
      assertThat(values).isSorted().hasSize(14);
      page.locator("#table button")
          .filter(new Locator.FilterOptions().setHasText("Show each repeat"))
          .click();
      assertThat(page.locator("#table tr.repeat").count())
          .isEqualTo(PageRuns.reference().trials().size());
      for (Object group :
          (List<?>)
              page.evaluate("[...document.querySelectorAll('#table option')].map(o => o.value)")) {
        page.locator("#table select").selectOption(group.toString());
        assertThat(page.locator("#table thead th").count()).isGreaterThan(2);
      }
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void theCsvIsTheFileBesideThePage() throws IOException {
    try (Sheet sheet = reference()) {
      Download download = sheet.page().waitForDownload(() -> sheet.page().locator("#csv").click());
      assertThat(Files.readString(download.path()))
          .isEqualTo(TrialCsv.render(PageRuns.reference()));
      assertThat(download.suggestedFilename()).endsWith("-trials.csv");
    }
  }

  @Test
  void aTrapStaysText() {
    try (Sheet sheet = open("hostile", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      assertThat(page.evaluate("window.hacked")).isNull();
      assertThat(page.locator("img").count()).isZero();
      assertThat(page.locator("#table tbody th").allInnerTexts()).contains(PageRuns.TRAP);
      assertThat(page.title()).contains(PageRuns.TRAP);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "invalid", "sample"})
  void neverShowsABlankChart(String name) {
    try (Sheet sheet = open(name, 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      for (String chart : List.of("tradeoff", "lanes", "percentiles", "overtime", "table")) {
        assertThat(page.locator("#" + chart).innerText()).isNotBlank();
      }
      assertThat(page.locator("#lanes").innerText()).contains("there is nothing to draw");
      assertThat(page.locator(".warnings").first().innerText()).isNotBlank();
    }
  }

  @Test
  void aSuspectRowIsHollowAndAnInvalidTrialIsToldFirst() {
    try (Sheet sheet = open("sample", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      assertThat(page.locator(".dot[data-strategy='poll@100ms'] .hollow").count()).isEqualTo(1);
      assertThat(page.locator(".dot[data-strategy='websocket'] .hollow").count()).isZero();
      assertThat(page.locator(".warnings").first().innerText())
          .contains("1 of 14 trials: INVALID", "client bytes 612340 ≠ server bytes 612000");
    }
  }

  @Test
  void aFigureThatIsSuspectIsMarkedWithItsReasonAtHandAndTheOthersAreNot() {
    try (Sheet sheet = open("cold", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      Locator row = page.locator("#table tr[data-strategy='poll@100ms']");
      assertThat(row.locator("button.doubt").count()).isEqualTo(1);
      assertThat(page.locator("#table button.doubt").count()).isEqualTo(1);
      row.locator("td[data-metric='overhead.serverCpuMicrosPerSubscriberSecond'] .doubt").focus();
      assertThat(page.locator("#tip").innerText())
          .contains("poll@100ms, SUSPECT", "repeat 1", "cold: the server compiled");
      assertThat(page.locator(".hollow").count()).isZero();
      page.locator("#tradeoff input[value=serverCpuMicros]").check();
      assertThat(page.locator(".dot[data-strategy='poll@100ms'] .hollow").count()).isEqualTo(1);
      assertThat(page.locator(".hollow").count()).isEqualTo(1);
      assertThat(page.locator(".warnings").first().innerText())
          .contains("2 of 14 trials: SUSPECT in CPU: such figures are marked ?");
    }
  }

  @Test
  void coloursFollowTheSwitchAndPaperIsWhite() {
    try (Sheet sheet = open("reference", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      String light = background(page);
      page.locator("#theme .seg label")
          .filter(new Locator.FilterOptions().setHasText("dark"))
          .locator("input")
          .check();
      assertThat(background(page)).isNotEqualTo(light);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(background(page)).isEqualTo("rgb(255, 255, 255)");
      assertThat(page.locator("#csv").isVisible()).isFalse();
    }
  }

  private static String background(Page page) {
    return page.evaluate("getComputedStyle(document.body).backgroundColor").toString();
  }

  @Test
  void nothingThatIsNotThePagesOwnMayRun() {
    try (Sheet sheet = reference()) {
      Page page = sheet.page();
      page.evaluate(
          "const s = document.createElement('script'); s.textContent = 'window.foreign = 1';"
              + " document.body.append(s)");
      assertThat(page.evaluate("window.foreign")).isNull();
      assertThat(sheet.wrong()).anyMatch(line -> line.contains("Content Security Policy"));
    }
  }

  @Test
  void pollsWithoutAnIntervalAreMarksOfTheirOwnKindOnNoCurve() {
    try (Sheet sheet = open("paces", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      assertThat(page.locator("#tradeoff .dot").count()).isEqualTo(8);
      assertThat(page.locator("#tradeoff .curve").count()).as("poll and poll~20%").isEqualTo(2);
      assertThat(page.locator("#tradeoff .expected").count()).as("poll").isEqualTo(1);
      var shapes =
          List.of(
                  "poll@500ms",
                  "poll@500ms~20%",
                  "backoff@250ms..4s",
                  "conditional-backoff@250ms..4s",
                  "conditional-adaptive@100ms..2s",
                  "hinted")
              .stream()
              .map(name -> page.locator("#tradeoff [data-strategy='" + name + "'] .point"))
              .map(point -> point.getAttribute("d"))
              .toList();
      assertThat(shapes).doesNotHaveDuplicates();
      assertThat(page.locator("#tradeoff .legend li").allTextContents())
          .contains(
              "poll@T, a mark for each interval T",
              "poll@T~20%, a mark for each interval T",
              "backoff",
              "hinted");
      assertThat(sheet.wrong()).isEmpty();
    }
  }
}
