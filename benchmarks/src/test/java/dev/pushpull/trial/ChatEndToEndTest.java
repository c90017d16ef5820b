package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trials of chats: every message to everyone, once and in order, cut off or not. */
@Tag("alone")
class ChatEndToEndTest {

  private static final int PAYLOAD_BYTES = 64;

  @TempDir private Path folder;

  private static final List<String> STRATEGIES =
      List.of("poll@100ms", "conditional-poll@100ms", "long-poll", "sse", "websocket");

  private static TrialSpec spec(
      String strategy, String scenario, String arrivals, int rooms, int members, Duration window) {
    var workload =
        new Workload(Arrivals.parse(arrivals), rooms, members, PAYLOAD_BYTES, Protocol.H1)
            .withScenario(Scenario.parse(scenario));
    return Trials.spec(strategy, workload, window);
  }

  private List<TrialResult> runAtOnce(Function<String, TrialSpec> spec) throws Exception {
    List<TrialSpec> specs = STRATEGIES.stream().map(spec).toList();
    List<TrialResult> results = Trials.runAtOnce(specs, folder);
    for (int i = 0; i < specs.size(); i++) {
      assertSound(specs.get(i), results.get(i));
    }
    return results;
  }

  private static void assertSound(TrialSpec spec, TrialResult result) {
    assertThat(Trials.unexplained(result)).as(result.strategy()).isEmpty();
    ChatFigures story = story(result);
    assertThat(story.published()).isEqualTo(story.sent());
    assertThat(story.lost()).isZero();
    assertThat(story.duplicated()).isZero();
    assertThat(story.reordered()).isZero();
    int perRoom = spec.workload().subscribers() / spec.workload().feeds();
    assertThat(story.received()).isEqualTo(perRoom * story.sent());
    assertThat(result.counts().updates().published()).isPositive();
    assertThat(result.deliveryLatencyMs().mean()).isPositive();
    assertThat(requireNonNull(story.delayMs().mean()))
        .isGreaterThan(requireNonNull(result.deliveryLatencyMs().mean()));
    assertThat(story.senderLagMs().samples()).isPositive();
    assertThat(story.requestsPerMessage()).isNotNegative();
    assertThat(story.bytesPerMessage()).isGreaterThan(PAYLOAD_BYTES);
    assertThat(story.echoLatencyMs().mean()).isPositive();
  }

  private static ChatFigures story(TrialResult result) {
    return (ChatFigures) requireNonNull(result.story());
  }

  @Test
  void inACalmChatBothSidesCountTheSame() throws Exception {
    for (TrialResult result :
        runAtOnce(
            strategy -> spec(strategy, "chat", "poisson:10/s", 4, 12, Duration.ofMillis(1_500)))) {
      String strategy = result.strategy();
      ChatFigures story = story(result);
      assertThat(story.sent()).as(strategy).isGreaterThan(40);
      assertThat(story.cuts()).as(strategy).isZero();
      assertThat(story.resumed()).as(strategy).isZero();
      assertThat(result.counts().errors()).as(strategy).isZero();
      assertThat(result.audit())
          .as(strategy)
          .extracting(AuditCheck::name)
          .contains("bytes up", "bytes down", "updates received = updates sent", "connections");
      if (Strategy.parse(strategy) instanceof Strategy.WebSocket) {
        assertThat(story.requestsPerMessage()).isZero(); // One connection, both ways.
        assertThat(result.counts().connects().opened()).isEqualTo(12);
      } else {
        // A request for each message that is sent, and each is received by three.
        assertThat(story.requestsPerMessage()).as(strategy).isGreaterThanOrEqualTo(1 / 3.0 - 0.05);
        assertThat(result.counts().connects().opened()).as(strategy).isEqualTo(24);
      }
    }
  }

  /** The full size, 100,000 messages, is run by hand: {@code run --scenario chat:cuts:10/s}. */
  @Test
  void nothingIsLostDoubledOrReorderedWhereMembersAreCutOffAtRandom() throws Exception {
    for (TrialResult result :
        runAtOnce(
            strategy ->
                spec(
                    strategy,
                    "chat:cuts:40/s",
                    "poisson:20/s",
                    20,
                    60,
                    Duration.ofMillis(2_500)))) {
      ChatFigures story = story(result);
      assertThat(story.sent()).as(result.strategy()).isGreaterThan(800);
      assertThat(story.cuts()).as(result.strategy()).isGreaterThan(20);
      assertThat(story.resumed()).as(result.strategy()).isBetween(1L, story.cuts());
    }
  }
}
