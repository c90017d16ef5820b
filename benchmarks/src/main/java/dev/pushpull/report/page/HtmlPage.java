package dev.pushpull.report.page;

import com.samskivert.mustache.Mustache;
import dev.pushpull.result.ResultJson;
import dev.pushpull.sut.text.Resources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page as one file that asks the network for nothing and runs under a strict content security
 * policy; all pages have their look and their drawing tools from here.
 */
public final class HtmlPage {

  private static final List<String> TOOLS = List.of("core.js", "controls.js", "labels.js");

  private HtmlPage() {}

  /**
   * The whole file: pure, without a clock or a locale.
   *
   * @param owner beside which its resources lie
   * @param template their one with the page's frame
   * @param styles those that the page adds to the look of all
   * @param scripts its own, in the order in which they must run, after D3 and the tools of all
   * @param facts the template's variables, see {@link #fill}
   * @param data what the scripts find, as it goes into JSON
   */
  public static String render(
      Class<?> owner,
      String template,
      List<String> styles,
      List<String> scripts,
      Map<String, Object> facts,
      Object data) {
    String d3 = "/META-INF/resources/webjars/d3/" + d3Version() + "/dist/d3.min.js";
    String style =
        Resources.text(HtmlPage.class, "page.css")
            + styles.stream().map(n -> Resources.text(owner, n)).collect(Collectors.joining());
    List<String> code =
        Stream.concat(
                Stream.concat(Stream.of(d3), TOOLS.stream())
                    .map(name -> Resources.text(HtmlPage.class, name)),
                scripts.stream().map(name -> Resources.text(owner, name)))
            .toList();
    var page = new HashMap<>(facts);
    page.put("csp", policy(style, code));
    page.put("css", style);
    page.put("scripts", code);
    page.put("d3Version", d3Version());
    page.put("data", harmless(ResultJson.compact(data)));
    return fill(owner, template, page);
  }

  /**
   * A template filled in, every text escaped.
   *
   * @param facts its variables; for each list there is one more, such as {@code has-notes}, which
   *     says whether the list holds anything
   */
  static String fill(Class<?> owner, String template, Map<String, Object> facts) {
    var all = new HashMap<>(facts);
    facts.forEach(
        (key, value) -> {
          if (value instanceof List<?> list) {
            all.put("has-" + key, !list.isEmpty());
          }
        });
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(Resources.text(owner, template))
        .execute(all);
  }

  /** The version of D3 that is drawn with. */
  private static String d3Version() {
    String versions = HtmlPage.class.getPackageName() + ".versions";
    return ResourceBundle.getBundle(versions, Locale.ROOT).getString("d3");
  }

  /** Lets this style and these scripts in by their hashes, and nothing else: no request either. */
  private static String policy(String style, List<String> scripts) {
    String hashes = scripts.stream().map(HtmlPage::source).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'"
        .formatted(hashes, source(style));
  }

  /** JSON that can neither end the element that it stands in nor begin a comment there. */
  private static String harmless(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String source(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
