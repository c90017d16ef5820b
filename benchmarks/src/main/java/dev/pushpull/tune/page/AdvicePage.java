package dev.pushpull.tune.page;

import com.samskivert.mustache.Mustache;
import dev.pushpull.report.page.Assets;
import dev.pushpull.result.ResultJson;
import dev.pushpull.tune.Recommendation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code recommendation.html}: an advice as one file that asks the network for nothing and runs
 * under a strict content security policy. A pure function of the advice: no clock, no locale.
 */
public final class AdvicePage {

  /** The file's name. */
  public static final String FILE = "recommendation.html";

  private static final List<String> SCRIPTS =
      List.of("choices.js", "curve.js", "trace.js", "main.js");

  private AdvicePage() {}

  /** The whole file. */
  public static String render(Recommendation advice) {
    String style = Assets.style() + text("advice.css");
    List<String> scripts =
        Stream.concat(Assets.tools().stream(), SCRIPTS.stream().map(AdvicePage::text)).toList();
    var page = new HashMap<String, Object>(AdviceFacts.of(advice));
    page.put("csp", Assets.policy(style, scripts));
    page.put("css", style);
    page.put("scripts", scripts);
    page.put("d3Version", Assets.d3Version());
    page.put("data", Assets.harmless(ResultJson.compact(AdviceData.of(advice))));
    return Mustache.compiler().escapeHTML(true).compile(text("advice.mustache")).execute(page);
  }

  private static String text(String name) {
    try (InputStream in = AdvicePage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
