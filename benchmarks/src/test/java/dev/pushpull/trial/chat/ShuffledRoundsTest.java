package dev.pushpull.trial.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShuffledRoundsTest {

  private static final List<String> THREE = List.of("a", "b", "c");

  private static List<String> deal(long seed) {
    var turns = new ShuffledRounds<>(THREE, seed);
    return Stream.generate(turns::next).limit(300).toList();
  }

  @Test
  void everyoneSpeaksOnceInEachRound() {
    List<String> spoke = deal(1);
    for (int round = 0; round < 100; round++) {
      assertThat(spoke.subList(3 * round, 3 * round + 3))
          .containsExactlyInAnyOrderElementsOf(THREE);
    }
  }

  @Test
  void theOrderHangsOnTheSeedAloneAndOnlyOnIt() {
    assertThat(deal(1)).isEqualTo(deal(1)).isNotEqualTo(deal(2));
    assertThat(deal(1).stream().limit(30).toList())
        .isNotEqualTo(deal(1).stream().skip(30).limit(30).toList());
  }

  @Test
  void someoneMustBeThere() {
    assertThatThrownBy(() -> new ShuffledRounds<>(List.of(), 1))
        .hasMessage("there is no member to send");
  }
}
