package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a file, without a browser. */
@Isolated
class ReportPageTest {

  private static final int MAX_BYTES = 3 * 1024 * 1024;

  private final Locale before = Locale.getDefault();

  @TempDir Path folder = Path.of("");

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private static String reference() throws IOException {
    return ReportPage.render(PageRuns.reference(), PageRuns.REFERENCE, Optional.empty());
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static JsonNode data(String page) throws IOException {
    return new ObjectMapper().readTree(all(page, "id=\"data\">(.*?)</script>").getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
  void isTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.ROOT);
    String root = reference();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(reference()).isEqualTo(root);
    assertThat(root.length()).isLessThan(MAX_BYTES);
  }

  @Test
  void letsInItsOwnScriptsAndStyleByTheirHashesAlone() throws Exception {
    String page = reference();
    String policy = all(page, "Content-Security-Policy\" content=\"(.*?)\"").getFirst();
    var own = new java.util.ArrayList<>(all(page, "<script>(.*?)</script>"));
    own.addAll(all(page, "<style>(.*?)</style>"));
    assertThat(own).hasSize(12);
    for (String text : own) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains(Base64.getEncoder().encodeToString(hash).replace("=", "&#x3D;"));
    }
    assertThat(policy).startsWith("default-src").doesNotContain("unsafe");
    assertThat(page).doesNotContain("\r").doesNotContain(" style=\"").doesNotContain(" onload=");
  }

  @Test
  void holdsEveryFigureOfResultsJson() throws IOException {
    JsonNode data = data(reference());
    int metric = 0;
    while (!data.path("metrics").path(metric).path("name").asText().equals("stalenessMs.mean")) {
      metric++;
    }
    for (JsonNode row : data.path("workloads").path(0).path("rows")) {
      for (JsonNode trial : row.path("trials")) {
        double told = trial.path("values").path(metric).asDouble();
        var stored =
            PageRuns.reference().trials().stream()
                .filter(t -> t.id().equals(trial.path("id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(stored.stalenessMs().distribution().mean()).isEqualTo(told);
      }
    }
    assertThat(data.path("workloads").path(0).path("expected")).hasSize(2);
  }

  @Test
  void aTrapEndsNoElement() throws IOException {
    String page = ReportPage.render(PageRuns.hostile(), folder, Optional.empty());
    assertThat(page).doesNotContain("<img").doesNotContain("window.hacked=2</script>");
    assertThat(all(page, "(<script)")).hasSize(all(reference(), "(<script)").size());
    assertThat(data(page).toString()).contains("</script><script>window.hacked=2");
    assertThat(page).contains("has an id that is not a valid folder");
  }

  @Test
  void tellsWhatItCouldNotRead() throws IOException {
    Path trials = folder.resolve("trials");
    Files.createDirectories(trials.resolve("001"));
    Files.writeString(
        trials.resolve("001/histograms.hlog"), "Tag=deliveryLatency,0.000,1.000,5,@@\n");
    Files.writeString(trials.resolve("001/trace.json"), "{");
    String page = ReportPage.render(SampleRun.quick(), folder, Optional.empty());
    assertThat(page)
        .contains("trial 001: 001/histograms.hlog cannot be read")
        .contains("Histograms or traces of 13 trials are missing")
        .contains("002, 003");
  }

  @Test
  void saysThatARunWithoutTrialsIsNone() throws IOException {
    String page = ReportPage.render(PageRuns.empty(), folder, Optional.empty());
    assertThat(page)
        .contains("no trial</span>")
        .contains("This run has no finished trials yet.")
        .contains("NOT FINISHED: 0 of 14 trials");
  }
}
