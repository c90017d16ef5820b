package dev.pushpull.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A {@code junit.xml} as a CI system reads it. */
record JUnitFile(Element root) {

  private static final List<String> FINDINGS = List.of("failure", "error", "skipped");

  /** Parses, and holds it against what the readers have in common. */
  static JUnitFile read(String xml) {
    try {
      var document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)));
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(JUnitFile.class.getResource("/junit-common.xsd"))
          .newValidator()
          .validate(new DOMSource(document));
      return new JUnitFile(document.getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e + " in\n" + xml, e);
    }
  }

  List<String> suites() {
    return children(root, "testsuite").map(suite -> suite.getAttribute("name")).toList();
  }

  Element suite(String name) {
    return children(root, "testsuite")
        .filter(suite -> suite.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<Element> cases(String suite) {
    return children(suite(suite), "testcase").toList();
  }

  /** As the attributes say, once they are held against what is there. */
  String counts(String suite) {
    Element element = suite(suite);
    var said =
        Stream.of("tests", "failures", "errors", "skipped")
            .map(name -> name + "=" + element.getAttribute(name))
            .toList();
    var counted =
        List.of(
            "tests=" + cases(suite).size(),
            "failures=" + found(suite, "failure"),
            "errors=" + found(suite, "error"),
            "skipped=" + found(suite, "skipped"));
    if (!said.equals(counted)) {
      throw new AssertionError("said " + said + ", counted " + counted);
    }
    return String.join(" ", said);
  }

  private long found(String suite, String finding) {
    return cases(suite).stream().flatMap(each -> children(each, finding)).count();
  }

  /** Each case that did not pass, such as {@code failure INVALID: NAME}. */
  List<String> findings() {
    return allCases()
        .flatMap(
            each ->
                FINDINGS.stream()
                    .flatMap(kind -> children(each, kind))
                    .map(
                        found ->
                            "%s %s: %s"
                                .formatted(
                                    found.getTagName(),
                                    found.getAttribute("type"),
                                    each.getAttribute("name"))))
        .toList();
  }

  /** What is found of a case, which its message says too. */
  String text(String name) {
    Element found =
        allCases()
            .filter(each -> each.getAttribute("name").equals(name))
            .flatMap(each -> FINDINGS.stream().flatMap(kind -> children(each, kind)))
            .findFirst()
            .orElseThrow();
    String text = found.getTextContent();
    if (!found.getAttribute("message").equals(text.replace("\n", "; "))) {
      throw new AssertionError(found.getAttribute("message") + " is not " + text);
    }
    return text;
  }

  private Stream<Element> allCases() {
    return suites().stream().flatMap(suite -> cases(suite).stream());
  }

  private static Stream<Element> children(Element parent, String tag) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .<Node>mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(tag))
        .map(Element.class::cast);
  }
}
