package dev.pushpull.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page's template, style and scripts, and the policy that lets nothing else run; other pages
 * take the look and the tools from here.
 */
public final class Assets {

  private static final List<String> TOOLS = List.of("core.js", "controls.js", "labels.js");

  private static final List<String> SCRIPTS =
      List.of(
          "story.js",
          "tradeoff.js",
          "lanes.js",
          "percentiles.js",
          "overtime.js",
          "table.js",
          "main.js");

  private Assets() {}

  static String template() {
    return text("page.mustache");
  }

  static String comparison() {
    return text("comparison.mustache");
  }

  /** The look of every page. */
  public static String style() {
    return text("page.css");
  }

  /** The version of D3 that is drawn with. */
  public static String d3Version() {
    var versions = new Properties();
    try (InputStream in = open("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty("d3");
  }

  /** D3 and what all pages draw with, then the page's own, in the order in which they must run. */
  static List<String> scripts() {
    return Stream.concat(tools().stream(), SCRIPTS.stream().map(Assets::text)).toList();
  }

  /** D3, then what all pages draw with. */
  public static List<String> tools() {
    String d3 = "/META-INF/resources/webjars/d3/" + d3Version() + "/dist/d3.min.js";
    return Stream.concat(Stream.of(d3), TOOLS.stream()).map(Assets::text).toList();
  }

  /** Lets this style and these scripts in by their hashes, and nothing else: no request either. */
  public static String policy(String style, List<String> scripts) {
    String hashes = scripts.stream().map(Assets::source).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'"
        .formatted(hashes, source(style));
  }

  /** JSON that can neither end the element that it stands in nor begin a comment there. */
  public static String harmless(String json) {
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

  private static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(Assets.class.getResourceAsStream(name), name);
  }
}
