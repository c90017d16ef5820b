package dev.pushpull.report.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.Validity;
import dev.pushpull.testkit.SampleOperations;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sentences follow from figures, and are not there without them. */
class OperationFindingsTest {

  private static OperationRun with(UnaryOperator<OperationResult> change) {
    OperationRun run = SampleOperations.full();
    return new OperationRun(
        run.schema(),
        run.runId(),
        run.suite(),
        run.specs(),
        run.environment(),
        run.operations().stream().map(change).toList(),
        run.handshakes());
  }

  private static OperationRun only(Predicate<OperationResult> kept) {
    OperationRun run = SampleOperations.full();
    return new OperationRun(
        run.schema(),
        run.runId(),
        run.suite(),
        run.specs(),
        run.environment(),
        run.operations().stream().filter(kept).toList(),
        run.handshakes());
  }

  private static Predicate<OperationResult> is(String benchmark) {
    return result -> result.spec().benchmark().equals(benchmark);
  }

  private static OperationResult judged(OperationResult result, Validity validity) {
    return new OperationResult(
        result.spec(), result.mode(), result.score(), result.figures(), validity);
  }

  /** 384 B ÷ 190 B = 2.02; 63.99 µs ÷ 57.41 µs = 1.11; 23.98 µs ÷ 22.43 µs = 1.07. */
  @Test
  void anEmptyPollIsHeldAgainstAMessage() {
    assertThat(OperationFindings.of(SampleOperations.full()).getFirst())
        .contains(" 64.0 µs, 384 B and 24.0 µs ", " 57.4 µs, 190 B and 22.4 µs ", " 64 B)")
        .contains(" 1.1 such messages in time, 2.0 in bytes and 1.1 in server CPU");
  }

  @Test
  void pushesAndConnectionsAreCountedInPolls() {
    assertThat(OperationFindings.of(SampleOperations.full()))
        .anyMatch(
            s ->
                s.startsWith("A message pushed to 5000 ")
                    && s.contains(": 7.1 pushes take as long"))
        .anyMatch(
            s ->
                s.startsWith("Connecting a WebSocket")
                    && s.contains("302 µs over h1 (as much as 4.7 empty polls)")
                    && s.contains("with the TLS session resumed"))
        .anyMatch(s -> s.startsWith("OkHttp takes 1.57 times (poll, 304) and 1.68 times"));
  }

  /** Pushes go over HTTP/1.1, though they name no protocol. */
  @Test
  void pushesAreNotCountedInPollsOverHttp2() {
    OperationRun http2 =
        only(
            is("FanOut.webSocket")
                .or(
                    is("RoundTrip.pollNotModified")
                        .and(result -> result.spec().params().containsValue("h2"))));

    assertThat(OperationFindings.of(http2))
        .anyMatch(sentence -> sentence.startsWith("A message pushed to 5000 WebSockets"))
        .noneMatch(sentence -> sentence.contains("pushes take as long"));
  }

  /** Like is held against like: 1 − 138 ÷ 384 = 64.1 % with TLS, 1 − 115 ÷ 384 = 70.1 % without. */
  @Test
  void theSavingOfHttp2IsToldBesideWebSocketAsAnotherProtocol() {
    assertThat(OperationProtocols.savings(SampleOperations.full()))
        .extracting(saving -> saving.old().protocol() + " " + saving.http2().protocol())
        .containsExactly("h1 h2c", "h1-tls h2");
    assertThat(OperationFindings.of(SampleOperations.full()))
        .anyMatch(
            s -> s.contains("(70.1 % less)") && s.contains("(64.1 % less)") && s.contains("HPACK"));
  }

  @Test
  void everySentenceThatHoldsHttp2AgainstWebSocketSaysThatTheyDiffer() {
    assertThat(OperationFindings.of(SampleOperations.full()))
        .filteredOn(s -> s.matches("(?s).*(h2|HTTP/2).*") && s.contains("WebSocket"))
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s).contains("compares two protocols as well"));
  }

  @Test
  void aFootnoteMarksHttp2InTablesThatHoldBoth() {
    String text = OperationReport.text(SampleOperations.full(), false);
    assertThat(text.lines().filter(line -> line.matches(" +poll.*h2c? .*VALID")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern("h2c? †"));
    assertThat(text).contains("\n† WebSocket runs over HTTP/1.1 here");
    assertThat(OperationReport.text(only(is("RoundTrip.pollNotModified")), false))
        .doesNotContain("†");
  }

  @Test
  void withoutFiguresThereIsNoSentence() {
    assertThat(OperationFindings.of(SampleOperations.empty()))
        .containsExactly("This run has no finished operations yet.");
    assertThat(OperationFindings.of(SampleOperations.failed()))
        .containsExactly("No operation is VALID, so nothing can be concluded.");
    assertThat(OperationFindings.of(SampleOperations.one()))
        .containsExactly("Too few operations were measured to compare them.");
  }

  @Test
  void onePollAloneIsHeldAgainstItsFloorAndTheServerOnly() {
    List<String> sentences =
        OperationFindings.of(
            only(is("RoundTrip.pollNotModified").and(r -> r.spec().params().containsValue("h1"))));
    assertThat(sentences).hasSize(2);
    assertThat(sentences.get(0))
        .startsWith("OkHttp takes 1.57 times (poll, 304) as long as the floor (h1, ");
    assertThat(sentences.get(1)).startsWith("Of the 68.1 µs that an empty poll takes");
  }

  @Test
  void noSentenceRestsOnWhatIsNotValid() {
    OperationRun suspect =
        with(r -> is("RoundTrip.webSocketEcho").test(r) ? judged(r, Validity.suspect("x")) : r);
    assertThat(OperationFindings.of(suspect)).noneMatch(s -> s.startsWith("One empty poll (304)"));
    assertThat(OperationFindings.of(with(r -> judged(r, Validity.invalid("x")))))
        .containsExactly("No operation is VALID, so nothing can be concluded.");
  }

  @Test
  void anInvalidOperationHasNoFigureInAnyTable() {
    OperationRun run = with(r -> judged(r, Validity.invalid("server died")));
    assertThat(OperationReport.text(run, false).lines().filter(l -> l.endsWith(" INVALID")))
        .hasSize(run.operations().size())
        .allSatisfy(
            line -> assertThat(line).doesNotContain("±").doesNotContainPattern("\\d\\.\\d"));
    assertThat(OperationReport.markdown(run)).doesNotContain(" VALID |");
    assertThat(OperationCsv.render(run)).doesNotContain(",VALID,");
  }

  @Test
  void anUnfinishedRunSaysSo() {
    String said = "NOT FINISHED: 0 of 3 operations done.";
    assertThat(OperationReport.text(SampleOperations.empty(), false)).startsWith(said + "\n");
    assertThat(OperationReport.markdown(SampleOperations.empty())).contains("**" + said + "**");
    assertThat(OperationCsv.render(SampleOperations.empty())).hasLineCount(1);
  }

  @Test
  void aFailedOperationHasALineWithoutAValue() {
    assertThat(OperationCsv.render(SampleOperations.failed()))
        .endsWith(",INVALID,no server at 127.0.0.1:9 answers,score,,,us/op,\r\n");
  }
}
