package dev.pushpull.sut.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogPageTest {

  private static final Update FIRST = new Update("chat", 17, 1, 2, "höher \"x\"");
  private static final Update SECOND = new Update("chat", 18, 3, 4, "");
  private static final String DOCUMENT =
      LogPage.head("chat", 11, 42) + json(FIRST) + "," + json(SECOND) + "]}";

  private static String json(Update update) {
    return new String(UpdateJson.encode(update), StandardCharsets.UTF_8);
  }

  private static LogPage decode(String document) throws MalformedUpdateException {
    return LogPage.decode(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatAServerWrites() throws Exception {
    assertThat(DOCUMENT)
        .startsWith("{\"feed\":\"chat\",\"oldest\":11,\"newest\":42,\"updates\":[{\"feed\":");
    LogPage page = decode(DOCUMENT);
    assertThat(page).isEqualTo(new LogPage("chat", 11, 42, List.of(FIRST, SECOND)));
    assertThat(page.hasMore()).isTrue();
    assertThat(new LogPage("chat", 1, 18, List.of(FIRST, SECOND)).hasMore()).isFalse();
  }

  @Test
  void readsMembersInAnyOrderAndSkipsOthers() throws Exception {
    LogPage page = decode("{\"x\":[{}],\"updates\":[],\"newest\":2,\"oldest\":1,\"feed\":\"f\"}");
    assertThat(page).isEqualTo(new LogPage("f", 1, 2, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"feed\":\"f\",\"oldest\":1,\"newest\":2}",
        "{\"feed\":\"f\",\"oldest\":1,\"newest\":2,\"updates\":{}}",
        "{\"feed\":\"f\",\"oldest\":1,\"newest\":2,\"updates\":[{}]}",
        "{\"feed\":\"f\",\"oldest\":1,\"newest\":2,\"updates\":[1]}",
        "{\"feed\":\"f\",\"oldest\":1,\"newest\":2,\"updates\":[]}x",
        "{\"feed\":\"f\",\"oldest\":1,\"newest\":2,\"updates\":[",
        "{\"feed\":1,\"oldest\":1,\"newest\":2,\"updates\":[]}"
      })
  void refusesWhatIsNone(String document) {
    assertThatThrownBy(() -> decode(document)).isInstanceOf(MalformedUpdateException.class);
  }

  @Test
  void readsOrRefusesDamagedDocuments() {
    var random = new Random(4);
    byte[] whole = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        assertThat(LogPage.decode(damaged).updates()).hasSize(2);
      } catch (MalformedUpdateException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_900);
  }

  @Test
  void kindsAndStatesAreSpelledOneWay() {
    for (FeedKind kind : FeedKind.values()) {
      assertThat(FeedKind.parse(kind.toString())).isEqualTo(kind);
    }
    assertThatThrownBy(() -> FeedKind.parse("Log"))
        .hasMessage("kind must be value or log, but is 'Log'");
    for (JobState state : JobState.values()) {
      assertThat(JobState.ofPayload(state.payload())).contains(state);
    }
    assertThat(JobState.PROCESSING.payload()).isEqualTo("{\"state\":\"processing\"}");
    assertThat(JobState.ofPayload("")).isEmpty();
  }
}
