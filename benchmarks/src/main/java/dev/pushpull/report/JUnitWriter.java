package dev.pushpull.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Resources;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The XML that Ant's JUnit task began and every CI system reads, kept to what they have in common:
 * Jenkins takes only the attributes of its {@code junit-10.xsd} and the first finding of a case;
 * GitLab shows {@code classname}, {@code name} and a finding's text, not its message; others show
 * the message and not the text, so both say the same.
 */
final class JUnitWriter {

  private static final Mustache.Escaper ATTRIBUTE =
      Escapers.simple(
          new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
  private static final Mustache.Escaper TEXT =
      Escapers.simple(new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});

  /**
   * Test cases under one name.
   *
   * @param name also the last part of each case's class name
   */
  record Suite(String name, List<Case> cases) {

    String suite() {
      return name;
    }

    int tests() {
      return cases.size();
    }

    long failures() {
      return count(Kind.FAILURE);
    }

    long errors() {
      return count(Kind.ERROR);
    }

    long skipped() {
      return count(Kind.SKIPPED);
    }

    String time() {
      return plain(cases.stream().map(Case::length).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private long count(Kind kind) {
      return cases.stream().flatMap(c -> c.findings.stream()).filter(f -> f.kind == kind).count();
    }
  }

  /**
   * One test case.
   *
   * @param findings one at most; none: it passed
   */
  record Case(String name, double seconds, List<Finding> findings) {

    String time() {
      return plain(length());
    }

    /** Never negative, which readers take for no number. */
    private BigDecimal length() {
      return BigDecimal.valueOf(Math.max(0, seconds));
    }
  }

  /**
   * Why a case did not pass.
   *
   * @param type one or two words that sort findings
   * @param lines at least one
   */
  record Finding(Kind kind, String type, List<String> lines) {

    String element() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    String message() {
      return String.join("; ", lines);
    }

    String text() {
      return lines.stream()
          .map(line -> TEXT.escape(Printable.line(line)))
          .collect(Collectors.joining("\n"));
    }
  }

  /** What must be said of a run. */
  record Property(String name, String value) {}

  /** What a finding does to its case. */
  enum Kind {
    /** What was tested does not hold. */
    FAILURE,
    /** It could not be tested. */
    ERROR,
    /** It neither passed nor failed. */
    SKIPPED
  }

  private JUnitWriter() {}

  /**
   * The whole file.
   *
   * @param properties what each suite says of the run
   */
  static String write(String name, List<Property> properties, List<Suite> suites) {
    var all = new Suite(name, suites.stream().flatMap(suite -> suite.cases().stream()).toList());
    return Mustache.compiler()
        .withEscaper(raw -> ATTRIBUTE.escape(Printable.line(raw)))
        .compile(Resources.text(JUnitWriter.class, "junit.mustache"))
        .execute(Map.of("all", all, "properties", properties, "suites", suites));
  }

  private static String plain(BigDecimal seconds) {
    return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
  }
}
