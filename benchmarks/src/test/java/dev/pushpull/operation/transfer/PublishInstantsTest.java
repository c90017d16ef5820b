package dev.pushpull.operation.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Strategy;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PublishInstantsTest {

  private static final long MILLI = 1_000_000;
  private static final int COUNT = 200;

  @Test
  void aFixedPollHasOneUpdateInEachStratum() {
    long first = 123_456_789;
    var instants = new PublishInstants(Strategy.parse("poll@20ms"), first, COUNT, 1);
    boolean[] met = new boolean[COUNT];
    long now = first;
    for (int i = 0; i < COUNT; i++) {
      long at = instants.after(now);
      assertThat(at - now).isBetween(2 * MILLI, 22 * MILLI);
      met[(int) (Math.floorMod(at - first, 20 * MILLI) * COUNT / (20 * MILLI))] = true;
      now = at + 7 * MILLI;
    }
    assertThat(met).doesNotContain(false);
  }

  @Test
  void aPushIsLeftAloneForAWhile() {
    var instants = new PublishInstants(Strategy.parse("websocket"), 0, COUNT, 1);
    var waits = LongStream.range(0, COUNT).map(i -> instants.after(i * MILLI) - i * MILLI);
    assertThat(waits.boxed()).allSatisfy(wait -> assertThat(wait).isBetween(2 * MILLI, 7 * MILLI));
  }

  @Test
  void whereAnswersMoveThePollsThePhaseIsOneOfTheLongestInterval() {
    var instants = new PublishInstants(Strategy.parse("backoff@10ms..100ms"), 0, COUNT, 1);
    double mean = LongStream.range(0, COUNT).map(_ -> instants.after(0)).average().orElse(0);
    assertThat(mean).isBetween(51e6, 53e6);
  }

  @Test
  void moreThanPlannedBeginAgain() {
    var instants = new PublishInstants(Strategy.parse("poll@20ms"), 0, 2, 1);
    long one = instants.after(0);
    instants.after(0);
    assertThat(instants.after(0)).isEqualTo(one);
  }
}
