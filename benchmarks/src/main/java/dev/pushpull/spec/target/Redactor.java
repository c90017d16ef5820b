package dev.pushpull.spec.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hides values in any text: as they are, with any of their characters in percent or escaped as in
 * JSON, and in base64 of either alphabet, alone or amid other bytes. A value of fewer than {@value
 * #MIN_LENGTH} characters is not hidden: it would be found everywhere. Immutable.
 */
public final class Redactor {

  /** Hides nothing yet. */
  public static final Redactor NOTHING = new Redactor(Map.of());

  /** How many characters a value must have. */
  public static final int MIN_LENGTH = 4;

  /** What is shown in place of a value. */
  public static final String SHOWN = "***";

  private static final String BASE64_MARKS = "+/-_=";

  /**
   * How a value may be written.
   *
   * @param points for each of its characters the ways to write it, the longest first
   * @param base64 what surely is in the base64 of any bytes that hold it, by where it begins
   */
  private record Forms(List<List<String>> points, Set<String> base64) {}

  private final Map<String, Forms> secrets;

  private Redactor(Map<String, Forms> secrets) {
    this.secrets = secrets;
  }

  /** The same that hides further values. */
  public Redactor with(Collection<String> values) {
    var all = new LinkedHashMap<>(secrets);
    for (String value : values) {
      if (value.codePointCount(0, value.length()) >= MIN_LENGTH) {
        all.computeIfAbsent(value, Redactor::forms);
      }
    }
    return new Redactor(all);
  }

  private static Forms forms(String value) {
    var points = new ArrayList<List<String>>();
    value.codePoints().forEach(point -> points.add(pointForms(Character.toString(point))));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    var base64 = new LinkedHashSet<String>();
    for (int before = 0; before < 3; before++) {
      base64.add(core(Base64.getEncoder(), bytes, before));
      base64.add(core(Base64.getUrlEncoder(), bytes, before));
    }
    return new Forms(points, base64);
  }

  /** One character; what is the same but for its case is there once. */
  private static List<String> pointForms(String point) {
    var percent = new StringBuilder();
    for (byte b : point.getBytes(StandardCharsets.UTF_8)) {
      percent.append("%%%02x".formatted(b & 0xFF));
    }
    var hex = new StringBuilder();
    point.chars().forEach(c -> hex.append("\\u%04x".formatted(c)));
    String escaped = Escape.JSON_STRING.of(point);
    String plain = point.equals(" ") ? "+" : point.equals("/") ? "\\/" : point;
    return List.of(percent.toString(), hex.toString(), escaped, plain, point);
  }

  /** The characters that hold bits of the value alone, if so many bytes stand before it. */
  private static String core(Base64.Encoder encoder, byte[] value, int before) {
    byte[] bytes = new byte[before + value.length];
    System.arraycopy(value, 0, bytes, before, value.length);
    int first = (8 * before + 5) / 6;
    return encoder.encodeToString(bytes).substring(first, 8 * bytes.length / 6);
  }

  /** The text without the values. */
  public String hide(String text) {
    var hidden = new BitSet(text.length());
    secrets.forEach((value, forms) -> find(text, value, forms, hidden));
    if (hidden.isEmpty()) {
      return text;
    }
    var shown = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      if (hidden.get(at)) {
        shown.append(SHOWN);
        at = hidden.nextClearBit(at);
      } else {
        shown.append(text.charAt(at++));
      }
    }
    return shown.toString();
  }

  private static void find(String text, String value, Forms forms, BitSet hidden) {
    for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      hidden.set(at, at + value.length());
    }
    for (int at = 0; at < text.length(); at++) {
      int end = end(text, at, forms.points);
      if (end > at) {
        hidden.set(at, end);
      }
    }
    for (String core : forms.base64) {
      for (int at = text.indexOf(core); at >= 0; at = text.indexOf(core, at + 1)) {
        int end = at + core.length();
        // A neighbour may hold some of the value's bits.
        boolean left = at > 0 && isBase64(text.charAt(at - 1));
        boolean right = end < text.length() && isBase64(text.charAt(end));
        hidden.set(left ? at - 1 : at, right ? end + 1 : end);
      }
    }
  }

  private static boolean isBase64(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || BASE64_MARKS.indexOf(c) >= 0;
  }

  /** Where the value ends that begins here; -1 if none does. */
  private static int end(String text, int from, List<List<String>> points) {
    int at = from;
    for (List<String> forms : points) {
      int next = -1;
      for (String form : forms) {
        boolean exact = form.length() <= 2;
        if (text.regionMatches(!exact, at, form, 0, form.length())) {
          next = at + form.length();
          break;
        }
      }
      if (next < 0) {
        return -1;
      }
      at = next;
    }
    return at;
  }
}
