package dev.pushpull.report;

import dev.pushpull.sut.text.Printable;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The XML that Ant's JUnit task began and every CI system reads, kept to what they have in common:
 * Jenkins takes only the attributes of its {@code junit-10.xsd} and the first finding of a case;
 * GitLab shows {@code classname}, {@code name} and a finding's text, not its message; others show
 * the message and not the text, so both say the same.
 */
final class JUnitWriter {

  /**
   * Test cases under one name.
   *
   * @param name also the last part of each case's class name
   */
  record Suite(String name, List<Case> cases) {

    long count(Kind kind) {
      return cases.stream()
          .filter(c -> c.finding().filter(f -> f.kind() == kind).isPresent())
          .count();
    }

    BigDecimal seconds() {
      return cases.stream().map(Case::time).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /**
   * One test case.
   *
   * @param finding empty: it passed
   */
  record Case(String name, double seconds, Optional<Finding> finding) {

    /** Never negative, which readers take for no number. */
    BigDecimal time() {
      return BigDecimal.valueOf(Math.max(0, seconds));
    }
  }

  /**
   * Why a case did not pass.
   *
   * @param type one or two words that sort findings
   * @param lines at least one
   */
  record Finding(Kind kind, String type, List<String> lines) {}

  /** What a finding does to its case. */
  enum Kind {
    /** What was tested does not hold. */
    FAILURE,
    /** It could not be tested. */
    ERROR,
    /** It neither passed nor failed. */
    SKIPPED
  }

  private final XMLStreamWriter xml;
  private int depth;

  private JUnitWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * @param properties facts that each suite repeats, perhaps none
   */
  static String write(String name, Map<String, String> properties, List<Suite> suites) {
    var text = new StringWriter();
    try {
      // The JDK's own, whatever other writer a user's class path may hold.
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitWriter(xml).document(name, properties, suites);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string cannot be written to", e);
    }
    return text.append('\n').toString();
  }

  private void document(String name, Map<String, String> properties, List<Suite> suites)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    begin("testsuites");
    attribute("name", name);
    totals(suites);
    for (Suite suite : suites) {
      begin("testsuite");
      attribute("name", suite.name());
      totals(List.of(suite));
      attribute("skipped", Long.toString(suite.count(Kind.SKIPPED)));
      properties(properties);
      for (Case each : suite.cases()) {
        testCase("pushpull." + suite.name(), each);
      }
      end();
    }
    end();
    xml.writeEndDocument();
  }

  private void properties(Map<String, String> properties) throws XMLStreamException {
    if (properties.isEmpty()) {
      return;
    }
    begin("properties");
    for (var property : properties.entrySet()) {
      newLine();
      xml.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    end();
  }

  private void totals(List<Suite> suites) throws XMLStreamException {
    attribute("tests", total(suites, suite -> suite.cases().size()));
    attribute("failures", total(suites, suite -> suite.count(Kind.FAILURE)));
    attribute("errors", total(suites, suite -> suite.count(Kind.ERROR)));
    attribute(
        "time",
        plain(suites.stream().map(Suite::seconds).reduce(BigDecimal.ZERO, BigDecimal::add)));
  }

  private static String total(List<Suite> suites, ToLongFunction<Suite> of) {
    return Long.toString(suites.stream().mapToLong(of).sum());
  }

  private void testCase(String className, Case each) throws XMLStreamException {
    boolean passed = each.finding().isEmpty();
    if (passed) {
      newLine();
      xml.writeEmptyElement("testcase");
    } else {
      begin("testcase");
    }
    attribute("classname", className);
    attribute("name", each.name());
    attribute("time", plain(each.time()));
    if (!passed) {
      finding(each.finding().orElseThrow());
      end();
    }
  }

  private void finding(Finding finding) throws XMLStreamException {
    List<String> lines = finding.lines().stream().map(Printable::line).toList();
    begin(finding.kind().name().toLowerCase(Locale.ROOT));
    attribute("type", finding.type());
    attribute("message", String.join("; ", lines));
    xml.writeCharacters(String.join("\n", lines));
    depth--;
    xml.writeEndElement();
  }

  private void begin(String element) throws XMLStreamException {
    newLine();
    xml.writeStartElement(element);
    depth++;
  }

  private void end() throws XMLStreamException {
    depth--;
    newLine();
    xml.writeEndElement();
  }

  private void newLine() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Printable.line(value));
  }

  private static String plain(BigDecimal seconds) {
    return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
  }
}
