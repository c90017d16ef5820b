package dev.pushpull.tune.page;

import dev.pushpull.report.page.HtmlPage;
import dev.pushpull.tune.Recommendation;
import java.util.List;

/** {@code recommendation.html}: an advice as one file, a pure function of the advice. */
public final class AdvicePage {

  /** The file's name. */
  public static final String FILE = "recommendation.html";

  private AdvicePage() {}

  /** The whole file. */
  public static String render(Recommendation advice) {
    return HtmlPage.render(
        AdvicePage.class,
        "advice.mustache",
        List.of("advice.css"),
        List.of("choices.js", "curve.js", "trace.js", "main.js"),
        AdviceFacts.of(advice),
        AdviceData.of(advice));
  }
}
