package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTimesTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text.replace("\\n", "\n"));
  }

  private UpdateTimes read(String text) throws IOException {
    return UpdateTimes.read(file(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-25T12:00:00Z\\n2026-11-25T12:00:01.5Z\\n2026-11-25T12:00:04Z",
        "2026-11-25T12:00:00Z\\n2026-11-25T13:00:01.5+01:00\\n2026-11-25T07:00:04-0500\\n",
        "2026-11-25 12:00Z\\n2026-11-25t12:00:01.500000000z\\n2026-11-25T14:00:04+02",
        "1795608000\\n1795608001.5\\n1795608004",
        "1795608000000\\n1795608001500\\n1795608004000",
        "1795608000000.0\\n1795608001500.000\\n1795608004000",
        "updated_at\\n1795608000\\n1795608001.5\\n1795608004",
        "\"when\"\\n\"1795608000\"\\n\"1795608001.5\"\\n'1795608004'\\n",
        "# real changes\\n\\n  1795608000 \\n\\n1795608001.5\\r\\n# late\\r\\n1795608004\\r\\n\\r\\n",
        "\uFEFFtime\\n1795608000\\n1795608001.5\\n1795608004",
        "\uFEFF1795608000\\n1795608001.5\\n1795608004",
      })
  void readsEveryFormAlike(String text) throws IOException {
    UpdateTimes times = read(text.replace("\\r", "\r"));
    assertThat(times.nanos()).containsExactly(0, 1_500_000_000, 4 * SECOND);
    assertThat(times.first()).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
    assertThat(times.warnings()).isEmpty();
    assertThat(times.ratePerSecond()).isEqualTo(0.5);
    assertThat(times.arrivals("t.csv").offsetsNanos())
        .containsExactly(0L, 1_500_000_000L, 4 * SECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T12:00:00Z\\n2026-11-25T12:00:01Z, ISO-8601",
    "1795608000\\n1795608001.5, epoch seconds",
    "1795608000000\\n1795608001500, epoch milliseconds"
  })
  void saysWhichFormItTook(String text, String form) throws IOException {
    assertThat(read(text).form()).isEqualTo(form);
  }

  @Test
  void sortsWithAWarning() throws IOException {
    UpdateTimes times = read("# h\\n1795608000\\n1795608004\\n1795608001\\n1795608000\\n");
    assertThat(times.nanos()).containsExactly(0, 0, SECOND, 4 * SECOND);
    assertThat(times.warnings())
        .containsExactly(
            "trace '%s' line 4: comes before the line above it; the changes were sorted"
                .formatted(folder.resolve("t.csv")),
            "trace '%s' has 1 change at the instant of another; all are kept"
                .formatted(folder.resolve("t.csv")));
  }

  @Test
  void takesNoZoneForUtcWithAWarning() throws IOException {
    UpdateTimes times = read("2026-11-25T12:00:00\\n2026-11-25 12:00:01.25");
    assertThat(times.first()).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
    assertThat(times.nanos()).containsExactly(0, 1_250_000_000);
    assertThat(times.warnings()).hasSize(1);
    assertThat(times.warnings().getFirst()).endsWith("names no time zone; it is read as UTC");
  }

  @Test
  void takesSecondsFromAStartOfTheirOwnWithAWarning() throws IOException {
    UpdateTimes times = read("0\\n12.5\\n30");
    assertThat(times.nanos()).containsExactly(0, 12_500_000_000L, 30 * SECOND);
    assertThat(times.warnings().getFirst()).contains("looks like seconds from a start of its own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                | ' is empty, but a trace needs at least two changes'
          # nothing\\n\\n                   | ' is empty, but a trace needs at least two changes'
          updated_at\\n                     | ' has a header only, but a trace needs at least two changes'
          updated_at\\n1795608000           | ' has one change, but a trace needs at least two changes'
          1795608000                        | ' has one change, but a trace needs at least two changes'
          1795608000\\n1795608000           | ' has 2 changes at one instant, but a trace needs two instants'
          t\\n1795608000\\nsoon             | " line 3: 'soon' is no ISO-8601 date-time, epoch seconds or epoch milliseconds"
          t\\nu\\n1795608000                | " line 2: 'u' is no ISO-8601 date-time, epoch seconds or epoch milliseconds"
          1.79e9\\n1795608000               | " line 1: '1.79e9' is no ISO-8601 date-time, epoch seconds or epoch milliseconds"
          2026-11-25\\n2026-11-26           | " line 1: '2026-11-25' is no ISO-8601 date-time, epoch seconds or epoch milliseconds"
          1795608000\\n1795608001000        | " line 2: '1795608001000' is epoch milliseconds, but line 1 is epoch seconds; write all alike"
          1795608000\\n2026-11-25T12:00:01Z | " line 2: '2026-11-25T12:00:01Z' is ISO-8601, but line 1 is epoch seconds; write all alike"
          2026-11-25T12:00:01Z\\n2026-11-25T12:00:01 | " line 2: '2026-11-25T12:00:01' is ISO-8601 without a zone, but line 1 is ISO-8601; write all alike"
          -5\\n7                            | " line 1: '-5' is before 1970"
          1795608000000000\\n7              | " line 1: '1795608000000000' is out of range: epoch seconds and milliseconds are read, not microseconds"
          9795608000\\n9795608001           | " line 1: '9795608000' is out of range, 1970 to 2200"
          1969-11-25T12:00:01Z\\n7          | " line 1: '1969-11-25T12:00:01Z' is out of range, 1970 to 2200"
          2026-13-25T12:00:01Z\\n7          | " line 1: '2026-13-25T12:00:01Z' is no date and time: Invalid value for MonthOfYear (valid values 1 - 12): 13"
          2026-11-25T12:61:01Z\\n7          | " line 1: '2026-11-25T12:61:01Z' is no date and time: Invalid value for MinuteOfHour (valid values 0 - 59): 61"
          2026-11-25T12:0a:01Z\\n7          | " line 1: '2026-11-25T12:0a:01Z' is no date and time: 'a' is no digit"
          2026-11-25T12:00:01.1234567891Z\\n7 | " line 1: '2026-11-25T12:00:01.1234567891Z' is no date and time: a fraction must be a point and 1 to 9 digits"
          2026-11-25T12:00:01+25\\n7        | " line 1: '2026-11-25T12:00:01+25' is no date and time: Zone offset hours not in valid range: value 25 is not in the range -18 to 18"
          2026-11-25T12\\n7                 | " line 1: '2026-11-25T12' is no date and time: the time must be HH:MM, HH:MM:SS or HH:MM:SS.FRACTION"
          time,value\\n1795608000,4         | " line 1: 'time,value' is 2 columns, but a trace has one column"
          1795608000;4;5\\n7                | " line 1: '1795608000;4;5' is 3 columns, but a trace has one column"
          2026-11-25T12:00:01Z,4\\n7        | " line 1: '2026-11-25T12:00:01Z,4' is 2 columns, but a trace has one column"
          """)
  void refuses(String text, String message) {
    String stripped = message.replaceFirst("^\"(.*)\"$", "$1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessage("trace '" + folder.resolve("t.csv") + "'" + stripped);
  }

  @Test
  void cutsALongLineInItsMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("1795608000\\n" + "x".repeat(5_000)))
        .withMessageContaining("line 2: '" + "x".repeat(40) + "…' is no ISO-8601");
  }

  @Test
  void refusesWhatIsNoTextOrNoFile() throws IOException {
    Path wide = folder.resolve("wide.csv");
    Files.write(wide, "time\n1795608000\n".getBytes(StandardCharsets.UTF_16LE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateTimes.read(wide))
        .withMessageContaining("line 1: holds bytes that are no text; save it as UTF-8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateTimes.read(folder.resolve("none.csv")))
        .withMessageStartingWith("trace '" + folder.resolve("none.csv") + "' cannot be read");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateTimes.read(folder))
        .withMessageContaining("cannot be read");
  }

  /** Its own reading of places against the library's, on instants of all kinds. */
  @Test
  void readsIsoAsTheLibraryDoes() {
    var random = new SplittableRandom(3);
    var iso = new IsoInstant();
    for (int i = 0; i < 5_000; i++) {
      long second = random.nextLong(7_000_000_000L);
      long nano = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000) * 1_000_000L;
      var offset = ZoneOffset.ofTotalSeconds(900 * random.nextInt(-48, 48));
      var at = OffsetDateTime.ofInstant(Instant.ofEpochSecond(second, nano), offset);
      if (at.getYear() >= 1970) {
        assertThat(iso.nanos(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)))
            .isEqualTo(second * SECOND + nano);
      }
    }
  }

  @Test
  void readsAMillionLines() throws IOException {
    int lines = 1_000_000;
    var text = new StringBuilder("at\n");
    Instant start = Instant.parse("2026-01-01T00:00:00.250Z");
    for (int i = 0; i < lines; i++) {
      text.append(start.plusMillis(2_500L * i)).append('\n');
    }
    UpdateTimes times = read(text.toString());
    assertThat(times.nanos()).hasSize(lines);
    assertThat(times.ratePerSecond()).isCloseTo(0.4, within(1e-12));
    assertThat(times.first()).isEqualTo(start);
  }
}
