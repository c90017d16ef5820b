package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms that are counted over polls and updates, against polling played out poll by poll. */
class ClosedFormsTest {

  private static final int POLLS = 1_000_000;

  /** What a client that polls sees, in the order in which it happens. */
  private static final class Played {
    private final SplittableRandom random;
    private final UpdateProcess process;
    private double next;
    private double newest;
    private double held;
    private long updates;
    private long changed;
    private double delivery;
    private double peaks;
    private double staleTime;
    private double staleArea;
    private double read;
    private double missedSince = Double.NaN;

    Played(UpdateProcess process, double interval, double jitter, double delay) {
      this.random = new SplittableRandom(4);
      this.process = process;
      this.next = random.nextDouble() * gap();
      for (int poll = 0; poll < POLLS; poll++) {
        read += interval * (1 + jitter * (2 * random.nextDouble() - 1));
        poll(read, delay);
      }
    }

    private double gap() {
      return switch (process) {
        case UpdateProcess.Poisson p -> -Math.log1p(-random.nextDouble()) / p.rate();
        case UpdateProcess.Periodic p -> p.period();
        case UpdateProcess.Recorded _ -> throw new AssertionError("not played here");
      };
    }

    private void poll(double at, double delay) {
      for (; next <= at; next += gap()) {
        if (Double.isNaN(missedSince)) {
          missedSince = next;
        }
        newest = next;
        updates++;
        delivery += at + delay - next;
      }
      if (newest > held) {
        changed++;
        peaks += at + delay - held;
        held = newest;
        staleTime += at - missedSince;
        staleArea += (at - missedSince) * (at - missedSince) / 2;
        missedSince = Double.NaN;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, poisson, 0.3",
    "1, 0, poisson, 5",
    "2, 0.2, poisson, 1",
    "1, 0.9, poisson, 0.5",
    "1, 0, periodic, 2.7182818",
    "3, 0, periodic, 1.1313",
    "1, 0.5, periodic, 1.2",
    "2, 0.3, periodic, 0.7",
  })
  void agreeWithPollingPlayedOut(double interval, double jitter, String kind, double value) {
    UpdateProcess process =
        kind.equals("poisson")
            ? new UpdateProcess.Poisson(value)
            : new UpdateProcess.Periodic(value);
    var played = new Played(process, interval, jitter, 0);
    var jittered = new JitterExpectation(interval, jitter, 0, process);

    assertThat(jittered.deliveryMean()).isCloseTo(played.delivery / played.updates, near(interval));
    assertThat(jittered.emptyPollRatio())
        .isCloseTo(1 - (double) played.changed / POLLS, within(0.002));
    assertThat(jittered.staleFraction()).isCloseTo(played.staleTime / played.read, within(0.002));
    assertThat(jittered.stalenessMean())
        .isCloseTo(played.staleArea / played.read, near(jittered.stalenessMean()));
    if (jitter == 0) {
      var fixed = new PollExpectation(interval, 0, process);
      assertThat(fixed.heldShare())
          .isCloseTo((double) played.changed / played.updates, within(0.003));
      assertThat(fixed.peakAgeMean())
          .isCloseTo(played.peaks / played.changed, near(fixed.peakAgeMean()));
    }
  }

  private static Offset<Double> near(double value) {
    return within(0.005 * value);
  }

  @Test
  void withoutJitterAreThoseOfTheFixedInterval() {
    for (UpdateProcess process :
        new UpdateProcess[] {new UpdateProcess.Poisson(0.7), new UpdateProcess.Periodic(3)}) {
      var fixed = new PollExpectation(2, 0.1, process);
      var jittered = new JitterExpectation(2, 0, 0.1, process);
      assertThat(jittered.deliveryMean()).isEqualTo(fixed.deliveryMean());
      assertThat(jittered.stalenessMean()).isCloseTo(fixed.stalenessMean(), within(1e-12));
      assertThat(jittered.staleFraction()).isCloseTo(fixed.staleFraction(), within(1e-12));
      assertThat(jittered.emptyPollRatio()).isCloseTo(fixed.emptyPollRatio(), within(1e-12));
      assertThat(jittered.ageMean()).isEqualTo(fixed.ageMean());
    }
  }

  /** Cho and Garcia-Molina 2003, for a database that is synchronized in a fixed order. */
  @ParameterizedTest
  @CsvSource({"0.01", "0.5", "1", "4"})
  void areChoAndGarciaMolinas(double rate) {
    double interval = 3;
    double r = rate * interval;
    var expected = new PollExpectation(interval, 0, new UpdateProcess.Poisson(rate));

    double freshness = (1 - Math.exp(-r)) / r;
    double age = interval * (0.5 - 1 / r + (1 - Math.exp(-r)) / (r * r));

    assertThat(expected.freshness()).isCloseTo(freshness, within(1e-9));
    assertThat(expected.stalenessMean()).isCloseTo(age, within(1e-9));
    assertThat(expected.heldShare()).isCloseTo(freshness, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"poisson, 2, 0.05", "poisson, 0.1, 3", "periodic, 5, 0.2", "periodic, 1, 0.9"})
  void ofPushAreTheLimitOfPolling(String kind, double value, double delay) {
    UpdateProcess process =
        kind.equals("poisson")
            ? new UpdateProcess.Poisson(value)
            : new UpdateProcess.Periodic(value);
    var push = new PushExpectation(delay, process);
    var poll = new PollExpectation(1e-6, delay, process);
    assertThat(push.deliveryMean()).isCloseTo(poll.deliveryMean(), within(1e-6));
    assertThat(push.stalenessMean()).isCloseTo(poll.stalenessMean(), within(1e-5));
    assertThat(push.staleFraction()).isCloseTo(poll.staleFraction(), within(1e-5));
    assertThat(push.stalenessAbove(delay / 3))
        .isCloseTo(poll.stalenessAbove(delay / 3), within(1e-5));
    assertThat(push.stalenessAbove(delay)).isZero();
    assertThat(push.ageMean()).isCloseTo(poll.ageMean(), within(1e-6));
    assertThat(push.peakAgeMean()).isCloseTo(poll.peakAgeMean(), within(1e-5));
    for (double share : new double[] {0.5, 0.95, 0.99}) {
      assertThat(push.ageQuantile(share)).isCloseTo(poll.ageQuantile(share), within(1e-4));
      assertThat(push.stalenessQuantile(share))
          .isCloseTo(poll.stalenessQuantile(share), within(1e-4));
    }
    assertThat(poll.heldShare()).isCloseTo(1, within(1e-5));
  }

  @Test
  void ofPushAreTheTextbooksForms() {
    var poisson = new PushExpectation(0.4, new UpdateProcess.Poisson(3));
    assertThat(poisson.stalenessMean()).isCloseTo(0.4 - (1 - Math.exp(-1.2)) / 3, within(1e-12));
    assertThat(poisson.staleFraction()).isCloseTo(1 - Math.exp(-1.2), within(1e-12));
    var periodic = new PushExpectation(0.4, new UpdateProcess.Periodic(2));
    assertThat(periodic.stalenessMean()).isCloseTo(0.4 * 0.4 / 4, within(1e-12));
    assertThat(periodic.staleFraction()).isCloseTo(0.2, within(1e-12));
  }

  /** Without a pause between updates all is news, always stale, and each copy one interval old. */
  @Test
  void areAlwaysStaleWhenUpdatesNeverPause() {
    var restless = new PollExpectation(2, 0.5, new UpdateProcess.Poisson(1e9));
    assertThat(restless.staleFraction()).isCloseTo(1, within(1e-8));
    assertThat(restless.stalenessMean()).isCloseTo(restless.deliveryMean(), within(1e-8));
    assertThat(restless.emptyPollRatio()).isZero();
    assertThat(restless.heldShare()).isCloseTo(0, within(1e-8));
    assertThat(restless.peakAgeMean()).isCloseTo(2.5, within(1e-8));
  }

  @Test
  void areThoseOfTheDesignPage() {
    var fast = new PollExpectation(1, 0, new UpdateProcess.Periodic(4));
    assertThat(fast.emptyPollRatio()).isEqualTo(0.75);
    assertThat(fast.heldShare()).isEqualTo(1);
    assertThat(fast.peakAgeMean()).isEqualTo(4.5);
    var slow = new PollExpectation(8, 0, new UpdateProcess.Periodic(4));
    assertThat(slow.heldShare()).isEqualTo(0.5);
    assertThat(slow.peakAgeMean()).isEqualTo(10);
  }

  @Test
  void refuseWhatIsNoShareOrDelay() {
    var process = new UpdateProcess.Poisson(1);
    assertThatThrownBy(() -> new PushExpectation(-1, process))
        .hasMessage("delay must be at least 0, but is -1.0");
    assertThatThrownBy(() -> new JitterExpectation(1, 1, 0, process))
        .hasMessageContaining("share 0 to below 1");
  }
}
