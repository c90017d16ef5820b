package dev.pushpull.report;

import dev.pushpull.result.Validity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a report's text in one style. The text may be of any origin: the renderers make it
 * harmless, unless its style says that it is markup.
 *
 * @param text in one line
 * @param colour on a terminal in colours: an escape sequence, or nothing
 */
public record Span(Style style, String text, String colour) {

  /** The escape sequence of what is good. */
  public static final String GREEN = "\u001b[32m";

  /** Of what is doubtful. */
  public static final String YELLOW = "\u001b[33m";

  /** Of what is bad. */
  public static final String RED = "\u001b[31m";

  /** How a piece of text is told. */
  public enum Style {
    PLAIN,
    /** A name that a user may type; Markdown sets it as code. */
    CODE,
    /** In Markdown only. */
    BOLD,
    /** Markdown that is already written; a terminal shows it as it is. */
    MARKUP,
    /** Not in Markdown. */
    TERMINAL,
    /** Not on a terminal. */
    MARKDOWN;

    /** Without a colour. */
    public Span of(String text) {
      return new Span(this, text, "");
    }
  }

  /** A verdict's word in its colour. */
  public static Span of(Style style, Validity.Verdict verdict) {
    String colour =
        switch (verdict) {
          case VALID -> GREEN;
          case SUSPECT -> YELLOW;
          case INVALID -> RED;
        };
    return new Span(style, verdict.name(), colour);
  }

  /** A whole text as a terminal shows it. */
  public static String join(List<Span> text) {
    return text.stream()
        .filter(span -> span.style != Style.MARKDOWN)
        .map(Span::text)
        .collect(Collectors.joining());
  }
}
