package dev.pushpull.report.page;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/** A line of a page's list of facts. */
public record Fact(String key, String value) {

  public static Fact of(String key, Object value) {
    return new Fact(key, value.toString());
  }

  @FormatMethod
  public static Fact formatted(String key, @FormatString String format, Object... values) {
    return new Fact(key, String.format(Locale.ROOT, format, values));
  }
}
