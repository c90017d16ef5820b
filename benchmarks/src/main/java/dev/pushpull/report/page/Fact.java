package dev.pushpull.report.page;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/** A line of a page's list of facts. */
public record Fact(String key, String value) {

  /** A fact whose value is shown as its text. */
  public static Fact of(String key, Object value) {
    return new Fact(key, value.toString());
  }

  /** A fact whose value is formatted, the same in every locale. */
  @FormatMethod
  public static Fact formatted(String key, @FormatString String format, Object... values) {
    return new Fact(key, String.format(Locale.ROOT, format, values));
  }
}
