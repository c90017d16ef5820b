package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.testkit.SampleOperations;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
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

/** The page of single operations as a file, without a browser. */
@Isolated
class OperationsPageTest {

  private final Locale before = Locale.getDefault();

  @TempDir Path folder = Path.of("");

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private static String full() {
    return OperationsPage.render(SampleOperations.full());
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
  void isTheSameInEveryLocale(String locale) {
    Locale.setDefault(Locale.ROOT);
    String root = full();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(full()).isEqualTo(root);
  }

  @Test
  void letsInItsOwnScriptsAndStyleByTheirHashesAlone() throws Exception {
    String page = full();
    String policy = all(page, "Content-Security-Policy\" content=\"(.*?)\"").getFirst();
    var own = new ArrayList<>(all(page, "<script>(.*?)</script>"));
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
  void leavesOutTheFiguresOfWhatIsInvalid() throws IOException {
    JsonNode operations = data(full()).path("operations").path("operations");
    assertThat(operations).hasSize(SampleOperations.full().operations().size());
    for (JsonNode operation : operations) {
      boolean invalid = operation.path("verdict").asText().equals("INVALID");
      assertThat(operation.path("figures").isEmpty()).isEqualTo(invalid);
    }
  }

  @Test
  void hasOnlyTheSectionsThatItHasFiguresFor() {
    assertThat(all(full(), "class=\"chart\" id=\"op-(.*?)\""))
        .containsExactly(
            "round-trip",
            "connect",
            "handshake",
            "bytes",
            "fan-out",
            "memory",
            "delivery",
            "harness");
    assertThat(
            all(OperationsPage.render(SampleOperations.one()), "class=\"chart\" id=\"op-(.*?)\""))
        .containsExactly("harness");
    assertThat(OperationsPage.render(SampleOperations.empty()))
        .contains("no operation</span>")
        .contains("This run has no finished operations yet.")
        .contains("NOT FINISHED: 0 of 3 operations")
        .doesNotContain("id=\"op-");
  }

  @Test
  void aTrapEndsNoElement() throws IOException {
    String page = OperationsPage.render(SampleOperations.withText(PageRuns.TRAP));
    assertThat(page).doesNotContain("<img").doesNotContain("window.hacked=2</script>");
    assertThat(all(page, "(<script)")).hasSize(all(full(), "(<script)").size());
    assertThat(data(page).toString()).contains("</script><script>window.hacked=2");
  }

  @Test
  void aSweepsPageShowsTheOperationsThatJoinedIt() throws IOException {
    String page =
        ReportPage.render(SampleRun.quick(), folder, Optional.of(SampleOperations.full()));
    assertThat(page).contains("What one operation costs").contains("id=\"op-round-trip\"");
    assertThat(data(page).path("operations").path("operations"))
        .hasSize(SampleOperations.full().operations().size());
    assertThat(ReportPage.render(SampleRun.quick(), folder, Optional.empty()))
        .doesNotContain("What one operation costs");
  }
}
