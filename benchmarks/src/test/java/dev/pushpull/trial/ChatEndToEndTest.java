package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ChatStory;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole trials of chats: every message to everyone, once and in order, cut off or not. */
@Tag("alone")
class ChatEndToEndTest {

  private static final int PAYLOAD_BYTES = 64;

  @TempDir private Path folder;

  private static TrialSpec spec(
      String strategy, String scenario, String arrivals, int rooms, int members, Duration window) {
    var workload =
        new Workload(
            Arrivals.parse(arrivals),
            rooms,
            members,
            PAYLOAD_BYTES,
            Protocol.H1,
            Scenario.parse(scenario));
    return Trials.spec(strategy, workload, window);
  }

  private TrialResult run(TrialSpec spec) throws Exception {
    TrialResult result = Trials.run(spec, folder.resolve("trial"), _ -> {});
    assertThat(Trials.unexplained(result)).isEmpty();
    ChatStory story = story(result);
    assertThat(story.published()).isEqualTo(story.sent());
    assertThat(story.lost()).isZero();
    assertThat(story.duplicated()).isZero();
    assertThat(story.reordered()).isZero();
    int perRoom = spec.workload().subscribers() / spec.workload().feeds();
    assertThat(story.received()).isEqualTo(perRoom * story.sent());
    assertThat(result.counts().published()).isPositive();
    assertThat(result.deliveryLatencyMs().mean()).isPositive();
    assertThat(story.requestsPerMessage()).isNotNegative();
    assertThat(story.bytesPerMessage()).isGreaterThan(PAYLOAD_BYTES);
    assertThat(story.echoLatencyMs().mean()).isPositive();
    return result;
  }

  private static ChatStory story(TrialResult result) {
    return (ChatStory) requireNonNull(result.story());
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll@100ms", "conditional-poll@100ms", "long-poll", "sse", "websocket"})
  void inACalmChatBothSidesCountTheSame(String strategy) throws Exception {
    TrialResult result =
        run(spec(strategy, "chat", "poisson:10/s", 4, 12, Duration.ofMillis(1_500)));
    ChatStory story = story(result);
    assertThat(story.sent()).isGreaterThan(40);
    assertThat(story.cuts()).isZero();
    assertThat(story.resumed()).isZero();
    assertThat(result.counts().errors()).isZero();
    assertThat(result.audit())
        .extracting(AuditCheck::name)
        .contains("bytes up", "bytes down", "updates received = updates sent", "connections");
    if (Strategy.parse(strategy) instanceof Strategy.WebSocket) {
      assertThat(story.requestsPerMessage()).isZero(); // One connection, both ways.
      assertThat(result.counts().connections()).isEqualTo(12);
    } else {
      // A request for each message that is sent, and each is received by three.
      assertThat(story.requestsPerMessage()).isGreaterThanOrEqualTo(1 / 3.0 - 0.05);
      assertThat(result.counts().connections()).isEqualTo(24);
    }
  }

  /** The full size, 100,000 messages, is run by hand: {@code run --scenario chat:cuts:10/s}. */
  @ParameterizedTest
  @ValueSource(strings = {"poll@100ms", "conditional-poll@100ms", "long-poll", "sse", "websocket"})
  void nothingIsLostDoubledOrReorderedWhereMembersAreCutOffAtRandom(String strategy)
      throws Exception {
    TrialResult result =
        run(spec(strategy, "chat:cuts:40/s", "poisson:20/s", 20, 60, Duration.ofMillis(2_500)));
    ChatStory story = story(result);
    assertThat(story.sent()).isGreaterThan(800);
    assertThat(story.cuts()).isGreaterThan(20);
    assertThat(story.resumed()).isBetween(1L, story.cuts());
  }
}
