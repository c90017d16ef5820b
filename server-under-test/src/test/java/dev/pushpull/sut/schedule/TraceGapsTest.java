package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceGapsTest {

  private static final long SECOND = 1_000_000_000;
  private static final long START = 1_764_057_600;
  private static final long DAY = 86_400;

  @TempDir private Path folder;

  private Arrivals.Trace read(List<Long> seconds) throws Exception {
    Path file = folder.resolve("t");
    Files.write(file, seconds.stream().map(String::valueOf).toList());
    return TraceFile.read(file.toString());
  }

  /** One a second. */
  private static List<Long> steady(long from, int count) {
    var seconds = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      seconds.add(from + i);
    }
    return seconds;
  }

  private String at(int line) {
    return "trace '%s' line %s: ".formatted(folder.resolve("t"), line);
  }

  private static void assertSteady(Arrivals.Trace trace, int count) {
    assertThat(trace.offsetsNanos())
        .isEqualTo(steady(0, count).stream().map(second -> second * SECOND).toList());
  }

  @Test
  void aWrongTimeAtTheStartIsLeftOut() throws Exception {
    List<Long> seconds = steady(START, 300);
    seconds.addFirst(0L);
    Arrivals.Trace trace = read(seconds);
    assertSteady(trace, 300);
    assertThat(trace.notes())
        .containsExactly(
            at(1)
                + "1970-01-01T00:00:00Z is 20,417.3 days from all other changes, nearly all of the"
                + " trace; taken for a wrong time and left out");
  }

  @Test
  void aWrongTimeAnywhereInTheFileIsNamedByItsLine() throws Exception {
    List<Long> seconds = steady(START, 300);
    seconds.add(100, 4_102_444_800L);
    Arrivals.Trace trace = read(seconds);
    assertSteady(trace, 300);
    assertThat(trace.notes())
        .anySatisfy(note -> assertThat(note).startsWith(at(101) + "2100-01-01T"));
  }

  @Test
  void wrongTimesAtBothEndsAreLeftOut() throws Exception {
    List<Long> seconds = steady(START, 300);
    seconds.addFirst(DAY);
    seconds.addFirst(0L);
    seconds.add(4_102_444_800L);
    Arrivals.Trace trace = read(seconds);
    assertSteady(trace, 300);
    assertThat(trace.notes())
        .hasSize(2)
        .satisfiesExactly(
            note ->
                assertThat(note)
                    .startsWith(at(1) + "1970-01-01T00:00:00Z and 1 more are up to 20,417.3 days"),
            note -> assertThat(note).startsWith(at(303) + "2100-01-01T00:00:00Z is 27,064.7 days"));
  }

  @Test
  void aBreakBetweenTwoRecordingsIsShortened() throws Exception {
    List<Long> seconds = steady(START, 300);
    seconds.addAll(steady(START + 7 * DAY, 300));
    Arrivals.Trace trace = read(seconds);
    assertSteady(trace, 600);
    assertThat(trace.notes())
        .containsExactly(
            at(301)
                + "2025-12-02T08:00:00Z is 7.0 days after the change before it, nearly all of the"
                + " trace; taken for a break in the recording and shortened to 1.000 s");
  }

  @Test
  void aFewChangesAreJudgedToo() throws Exception {
    assertThat(read(List.of(0L, START, START + 4)).offsetsNanos())
        .containsExactly(0L, 4 * SECOND, 8 * SECOND);
    assertThat(read(List.of(0L, START)).offsetsNanos()).containsExactly(0L, START * SECOND);
    assertThat(read(Collections.nCopies(20, START)).offsetsNanos()).containsOnly(0L);
    assertThat(read(List.of(0L, START, START, START)).notes())
        .singleElement()
        .asString()
        .contains("same instant");
  }

  @Test
  void nightsAndWeekendsStay() throws Exception {
    for (long gap : List.of(16 * 3_600L, 63 * 3_600L)) {
      var seconds = new ArrayList<Long>();
      for (int i = 0; i < 240; i++) {
        seconds.add(START + 30L * i + (i < 120 ? 0 : gap)); // An hour, then another.
      }
      Arrivals.Trace trace = read(seconds);
      assertThat(trace.notes()).isEmpty();
      assertThat(trace.offsetsNanos().getLast()).isEqualTo((30 * 239 + gap) * SECOND);
    }
  }

  @Test
  void weeklyBurstsStay() throws Exception {
    var seconds = new ArrayList<Long>();
    for (int week = 0; week < 5; week++) {
      seconds.addAll(steady(START + 7 * DAY * week, 60));
    }
    assertThat(read(seconds).notes()).isEmpty();
  }
}
