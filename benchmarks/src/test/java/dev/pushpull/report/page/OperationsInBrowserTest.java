package dev.pushpull.report.page;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.operation.OperationCsv;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.Chromium.Sheet;
import dev.pushpull.testkit.Looks;
import dev.pushpull.testkit.SampleOperations;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of single operations as a person meets them. */
@Needs(CHROMIUM)
class OperationsInBrowserTest {

  private static final double PIXEL = 0.02;

  @TempDir static Path folder = Path.of("");

  private static final Map<String, Path> PAGES = new TreeMap<>();
  private static final OperationRun FULL = SampleOperations.full();
  @AutoClose private static Chromium chromium;

  @BeforeAll
  static void writePages() throws IOException {
    chromium = Chromium.start();
    write("full", OperationsPage.render(FULL));
    write("empty", OperationsPage.render(SampleOperations.empty()));
    write("one", OperationsPage.render(SampleOperations.one()));
    write("failed", OperationsPage.render(SampleOperations.failed()));
    write("hostile", OperationsPage.render(SampleOperations.withText(PageRuns.TRAP)));
    write("sweep", ReportPage.render(SampleRun.quick(), folder, Optional.of(FULL)));
  }

  private static void write(String name, String page) throws IOException {
    Path file = folder.resolve(name + ".html");
    Files.writeString(file, page);
    PAGES.put(name, file);
  }

  private static Sheet open(String name, int width, ColorScheme scheme) {
    Sheet sheet = chromium.open(Objects.requireNonNull(PAGES.get(name)), width, scheme);
    Looks.settle(sheet.page());
    return sheet;
  }

  /** Only to be looked at. */
  private static Sheet seen() {
    return chromium.see(Objects.requireNonNull(PAGES.get("full")));
  }

  private static Sheet full() {
    return open("full", 1280, ColorScheme.LIGHT);
  }

  private static void choose(Page page, String chart, String choice) {
    page.locator(chart + " .seg label")
        .filter(
            new Locator.FilterOptions()
                .setHasText(Pattern.compile("^" + choice.replaceAll("[()+.]", "\\\\$0") + "$")))
        .locator("input")
        .check();
    Looks.settle(page);
  }

  private static OperationResult result(String id) {
    return FULL.operations().stream()
        .filter(result -> result.spec().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static OperationFigure figure(String id, String name) {
    return result(id).figure(name).orElseThrow();
  }

  private static double number(Locator mark, String attribute) {
    return Double.parseDouble(mark.getAttribute(attribute));
  }

  @ParameterizedTest
  @CsvSource({
    "full, 1280, LIGHT",
    "sweep, 390, DARK",
    "hostile, 1280, DARK",
    "empty, 390, LIGHT",
    "one, 390, DARK",
    "failed, 1280, LIGHT",
  })
  void isQuietFitsAndIsAccessible(String name, int width, ColorScheme scheme) {
    try (Sheet sheet = open(name, width, scheme)) {
      Looks.assertGoodAtEachWidthAndInEachTheme(sheet, scheme);
    }
  }

  @Test
  void barsAreAsLongAsTheirFigures() {
    try (Sheet sheet = full()) {
      assertBars(sheet.page(), "#op-round-trip", "median", "latency.p50");
      assertBars(sheet.page(), "#op-round-trip", "p99", "latency.p99");
      assertBars(sheet.page(), "#op-connect", "server CPU", "server.cpu");
      assertBars(sheet.page(), "#op-memory", "resident memory", "server.rssPerConnection");
    }
  }

  private static void assertBars(Page page, String chart, String choice, String name) {
    choose(page, chart, choice);
    List<Locator> bars = page.locator(chart + " g.cost:has(.rest)").all();
    assertThat(bars).hasSizeGreaterThan(2);
    double scale = width(bars.getFirst()) / value(bars.getFirst(), name);
    for (Locator bar : bars) {
      assertThat(width(bar)).isPositive().isCloseTo(scale * value(bar, name), within(PIXEL));
    }
  }

  private static double value(Locator bar, String name) {
    return figure(bar.getAttribute("data-id"), name).value();
  }

  private static double width(Locator bar) {
    return number(bar.locator(".rest"), "width");
  }

  @Test
  void theFloorLiesOnEachBarWhereItsMedianIs() {
    try (Sheet sheet = seen()) {
      List<Locator> bars = sheet.page().locator("#op-round-trip g.cost:has(.rest)").all();
      assertThat(bars).hasSize(14);
      for (Locator bar : bars) {
        String id = bar.getAttribute("data-id");
        double share =
            figure(id, FigureNames.FLOOR + "p50").value()
                / figure(id, FigureNames.LATENCY + "p50").value();
        Locator floor = bar.locator(".floor");
        assertThat(number(floor, "x1"))
            .isEqualTo(number(floor, "x2"))
            .isCloseTo(number(bar.locator(".rest"), "x") + share * width(bar), within(PIXEL));
        assertThat(bar.textContent()).contains(" × floor");
      }
    }
  }

  @Test
  void errorBarsReachFromForkToForkOrOverTheInterval() {
    try (Sheet sheet = full()) {
      Page page = sheet.page();
      for (Locator bar : page.locator("#op-round-trip g.cost:has(.whisker)").all()) {
        OperationFigure p50 = figure(bar.getAttribute("data-id"), FigureNames.LATENCY + "p50");
        assertWhisker(bar, p50.value(), p50.least(), p50.most());
      }
      choose(page, "#op-round-trip", "mean");
      List<Locator> bars = page.locator("#op-round-trip g.cost:has(.whisker)").all();
      assertThat(bars).hasSize(14);
      for (Locator bar : bars) {
        OperationFigure score = result(bar.getAttribute("data-id")).score();
        double error = Objects.requireNonNull(score.error());
        assertWhisker(bar, score.value(), score.value() - error, score.value() + error);
      }
    }
  }

  /** The path begins at the low end and its horizontal part ends at the high one. */
  private static void assertWhisker(Locator bar, double value, double low, double high) {
    var ends =
        Pattern.compile("^M([\\d.]+),[\\d.]+H([\\d.]+)M")
            .matcher(bar.locator(".whisker").getAttribute("d"));
    assertThat(ends.find()).isTrue();
    double from = number(bar.locator(".rest"), "x");
    double scale = width(bar) / value;
    assertThat(Double.parseDouble(ends.group(1))).isCloseTo(from + scale * low, within(PIXEL));
    assertThat(Double.parseDouble(ends.group(2))).isCloseTo(from + scale * high, within(PIXEL));
  }

  @Test
  void theServersOwnPartIsDrawnInTheBar() {
    try (Sheet sheet = seen()) {
      List<Locator> bars = sheet.page().locator("#op-round-trip g.cost:has(.own)").all();
      assertThat(bars).hasSize(14);
      for (Locator bar : bars) {
        double share = value(bar, FigureNames.SERVER_CPU) / value(bar, FigureNames.LATENCY + "p50");
        assertThat(number(bar.locator(".own"), "width"))
            .isCloseTo(share * width(bar), within(PIXEL));
      }
    }
  }

  @Test
  void whatIsNotValidIsMarkedInTheChart() {
    try (Sheet sheet = full()) {
      Page page = sheet.page();
      choose(page, "#op-round-trip", "1 KiB");
      assertThat(page.locator("#op-round-trip g.cost:has(.hollow)").allTextContents())
          .hasSize(1)
          .allMatch(text -> text.contains("long-poll answer") && text.contains("? SUSPECT"));
      choose(page, "#op-round-trip", "16 KiB");
      assertThat(page.locator("#op-round-trip .wrong").allTextContents())
          .containsExactly("✗ INVALID");
      assertThat(page.locator(".troubles").innerText()).contains("floor is not a floor");
      assertThat(page.locator("#op-connect .wrong").count()).isEqualTo(1);
    }
  }

  @Test
  void pollsOverHttp2AreMarkedBesideWebSocket() {
    try (Sheet sheet = seen()) {
      Page page = sheet.page();
      assertThat(page.locator("#op-round-trip g.cost[aria-label*=', h2']").allTextContents())
          .hasSize(4)
          .allMatch(text -> text.contains(" †"));
      assertThat(page.locator("#op-round-trip .note").allInnerTexts())
          .anyMatch(text -> text.startsWith("† WebSocket runs over HTTP/1.1 here"));
      assertThat(page.locator("#op-bytes .frame").textContent())
          .contains("2 – 14 B", "over HTTP/1.1, not h2");
    }
  }

  @Test
  void fanOutsPointsLieWhereTheirLogarithmsAre() {
    try (Sheet sheet = seen()) {
      Page page = sheet.page();
      assertThat(page.locator("#op-fan-out .panels svg").count()).isEqualTo(4);
      List<Locator> dots =
          page.locator("#op-fan-out svg[aria-label^=WebSocket] .fan[data-line=last] .node").all();
      assertThat(dots).hasSize(5);
      var last =
          FULL.operations().stream()
              .filter(r -> r.spec().benchmark().equals("FanOut.webSocket"))
              .map(r -> r.figure(FigureNames.LAST).orElseThrow().value())
              .toList();
      assertLogarithmic(dots, "cx", List.of(1.0, 10.0, 100.0, 1000.0, 5000.0));
      assertLogarithmic(dots, "cy", last);
      assertThat(
              page.locator("#op-fan-out svg[aria-label^=Cost] .fan").all().stream()
                  .map(line -> line.locator(".node").count()))
          .containsExactly(5, 5, 4);
    }
  }

  private static void assertLogarithmic(List<Locator> dots, String axis, List<Double> values) {
    double first = number(dots.getFirst(), axis);
    double slope =
        (number(dots.getLast(), axis) - first) / Math.log(values.getLast() / values.getFirst());
    for (int i = 0; i < dots.size(); i++) {
      assertThat(number(dots.get(i), axis))
          .isCloseTo(first + slope * Math.log(values.get(i) / values.getFirst()), within(PIXEL));
    }
  }

  /** On one logarithmic axis an offset is a ratio: the dot from its closed form by that of both. */
  @Test
  void deliveriesLieBesideTheClosedForm() {
    try (Sheet sheet = seen()) {
      Page page = sheet.page();
      List<Locator> polls = page.locator("#op-delivery .times .delivered:has(.expectation)").all();
      assertThat(polls).hasSize(3);
      double perFold = perFold(polls.getFirst(), polls.getLast());
      for (Locator poll : polls) {
        double ratio =
            number(poll.locator(".node"), "data-value")
                / number(poll.locator(".expectation"), "data-value");
        assertThat(number(poll.locator(".node"), "cx") - number(poll.locator(".expectation"), "x1"))
            .isCloseTo(perFold * Math.log(ratio), within(PIXEL));
      }
      assertThat(page.locator("#op-delivery .ratios .delivered").count()).isEqualTo(3);
    }
  }

  private static double perFold(Locator one, Locator other) {
    Locator a = one.locator(".node");
    Locator b = other.locator(".node");
    return (number(b, "cx") - number(a, "cx"))
        / Math.log(number(b, "data-value") / number(a, "data-value"));
  }

  @Test
  void bytesAreDrawnUpAndDownWithWhatHttp2Saves() {
    try (Sheet sheet = seen()) {
      Page page = sheet.page();
      Locator h1 = page.locator("#op-bytes g.cost[data-protocol=h1]");
      assertThat(number(h1.locator(".up"), "width") / number(h1.locator(".down"), "width"))
          .isCloseTo(216.0 / 168, within(1e-3));
      Locator h2 = page.locator("#op-bytes g.cost[data-protocol=h2]");
      assertThat(number(h2.locator(".up"), "width") / number(h1.locator(".up"), "width"))
          .isCloseTo(78.0 / 216, within(1e-3));
      assertThat(h2.textContent()).contains("138 B", "64.1 % less than over h1-tls");
      assertThat(page.locator("#op-bytes .saving").innerText())
          .contains("70.1 % fewer bytes over h2c than over h1.");
    }
  }

  @Test
  void aHandshakeIsToldStepByStepWithItsHeads() {
    try (Sheet sheet = full()) {
      Page page = sheet.page();
      assertThat(page.locator("#op-handshake li h4").allInnerTexts())
          .containsExactly("TCP connect", "request head sent", "101 received", "first frame");
      assertThat(page.locator("#op-handshake pre").nth(1).innerText())
          .startsWith("HTTP/1.1 101 Switching Protocols\n");
      choose(page, "#op-handshake", "WebSocket over TLS (h1-tls)");
      assertThat(page.locator("#op-handshake li").count()).isEqualTo(5);
      Locator slices = page.locator("#op-handshake .slice");
      assertThat(number(slices.nth(1), "width") / number(slices.nth(0), "width"))
          .isCloseTo((2_230.0 - 44) / 44, within(0.01));
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void theTableHasEveryFigureAndSorts() {
    try (Sheet sheet = full()) {
      Page page = sheet.page();
      page.locator("#op-table thead button[data-sort='latency.p99']").click();
      var values =
          page.locator("#op-table td[data-figure='latency.p99'][data-value]").all().stream()
              .map(cell -> number(cell, "data-value"))
              .toList();
      assertThat(values).isSorted().hasSize(28);
      for (String group : List.of("CONNECT", "FAN_OUT", "DELIVERY", "HARNESS")) {
        page.locator("#op-table select").selectOption(group);
        assertThat(page.locator("#op-table tbody tr").count()).isGreaterThan(4);
      }
      assertThat(sheet.wrong()).isEmpty();
    }
  }

  @Test
  void theCsvIsTheFileBesideThePage() throws IOException {
    try (Sheet sheet = full()) {
      Download download =
          sheet.page().waitForDownload(() -> sheet.page().locator("#operations-csv").click());
      assertThat(Files.readString(download.path())).isEqualTo(OperationCsv.render(FULL));
      assertThat(download.suggestedFilename()).endsWith("-operations.csv");
    }
  }

  @Test
  void aBarTellsItsWholeRowToMouseAndKeyboard() {
    try (Sheet sheet = full()) {
      Page page = sheet.page();
      page.locator("#op-round-trip g.cost").first().focus();
      assertThat(page.locator("#tip").innerText())
          .contains("poll, new content, h1, 64 B, VALID", "times the floor", "allocated");
      page.keyboard().press("Escape");
      assertThat(page.locator("#tip").isVisible()).isFalse();
    }
  }

  @Test
  void aTrapStaysText() {
    try (Sheet sheet = open("hostile", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      assertThat(page.evaluate("window.hacked")).isNull();
      assertThat(page.locator("img").count()).isZero();
      assertThat(page.title()).contains(PageRuns.TRAP);
      assertThat(page.locator("#op-handshake h4").innerText()).isEqualTo(PageRuns.TRAP);
    }
  }

  @Test
  void aSweepsPageShowsBoth() {
    try (Sheet sheet = open("sweep", 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      assertThat(page.locator("#tradeoff .dot").count()).isPositive();
      assertThat(page.locator("#op-round-trip g.cost").count()).isEqualTo(14);
    }
  }
}
