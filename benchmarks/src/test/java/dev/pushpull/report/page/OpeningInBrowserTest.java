package dev.pushpull.report.page;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a short run's page opens on: few samples leave percentiles out, but not the means. */
@Needs(CHROMIUM)
class OpeningInBrowserTest {

  private static TrialResult withoutPercentiles(TrialResult t) {
    Distribution d = t.stalenessMs().distribution();
    var few =
        new Distribution(
            d.samples(), d.mean(), d.p50(), null, null, null, null, d.max(), d.atLeast());
    return SampleRun.copy(
        t, t.arrivalsDigest(), new Staleness(few, t.stalenessMs().staleFraction()));
  }

  @Test
  void theTradeOffOpensOnAPairThatCanBeDrawnAndSaysWhatCannot(@TempDir Path folder)
      throws IOException {
    RunResults plain = SampleRun.quick();
    var run =
        plain.with(plain.trials().stream().map(OpeningInBrowserTest::withoutPercentiles).toList());
    Path file = folder.resolve("report.html");
    Files.writeString(file, ReportPage.render(run, folder, Optional.empty()));
    try (var chromium = Chromium.start();
        var sheet = chromium.open(file, 1280, ColorScheme.LIGHT)) {
      Page page = sheet.page();
      assertThat(page.locator("#tradeoff .dot").count()).isEqualTo(7);
      assertThat(page.locator("#tradeoff svg[role=group]").first().getAttribute("aria-label"))
          .startsWith("mean of staleness against bytes per subscriber and second");
      assertThat(page.locator("#tradeoff input[value=mean]").isChecked()).isTrue();
      assertThat(page.locator("#tradeoff input[value=p95]").isDisabled()).isTrue();
      assertThat(page.locator("#tradeoff .none:visible").allInnerTexts())
          .containsExactly("p95, p99: too few samples");

      page.locator("#tradeoff input[value=deliveryLatencyMs]").check();
      assertThat(page.locator("#tradeoff input[value=p95]").isDisabled()).isFalse();
      page.locator("#tradeoff input[value=p95]").check();
      page.locator("#tradeoff input[value=stalenessMs]").check();
      assertThat(page.locator("#tradeoff input[value=mean]").isChecked()).isTrue();
      assertThat(page.locator("#tradeoff .dot").count()).isEqualTo(7);
      assertThat(sheet.wrong()).isEmpty();
    }
  }
}
