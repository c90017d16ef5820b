package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock("System.in")
final class TraceFileTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(
        folder.resolve("t.csv"),
        text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"));
  }

  private Arrivals.Trace read(String text) throws IOException {
    return TraceFile.read(file(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-25T12:00:00Z\\n2026-11-25T12:00:01.5Z\\n2026-11-25T12:00:04Z",
        "2026-11-25T12:00:00Z\\n2026-11-25T13:00:01.5+01:00\\n2026-11-25T07:00:04-0500\\n",
        "2026-11-25 12:00Z\\n2026-11-25t12:00:01.500000000z\\n2026-11-25T14:00:04+02",
        "2026-11-25 12:00:00 +0000\\n2026-11-25 12:00:01.5 +0000\\n2026-11-25 13:00:04 +0100",
        "2026-11-25 12:00:00 +0000 UTC\\n2026-11-25 12:00:01.5 UTC\\n2026-11-25 12:00:04 GMT",
        "2026-11-25 12:00:00,000Z\\n2026-11-25T12:00:01,5+00:00\\n2026-11-25T12:00:04,0Z",
        "2026-11-25T13:00:00+01:00[Europe/Paris]\\n"
            + "2026-11-25 13:00:01.5 Europe/Berlin\\n"
            + "2026-11-25T12:00:04Z[UTC]",
        "20261125T120000Z\\n20261125T130001.5+0100\\n20261125T120004Z",
        "20261125 120000 UTC\\n20261125T120001,5Z\\n20261125T120004+00",
        "1795608000\\n1795608001.5\\n1795608004",
        "1.795608000e9\\n1.7956080015e+09\\n1795608004",
        "1795608000000\\n1795608001500\\n1795608004000",
        "1795608000000.0\\n1795608001500.000\\n1795608004000",
        "1795608000000000\\n1795608001500000\\n1795608004000000",
        "1795608000000000000\\n1795608001500000000\\n1795608004000000000",
        "updated_at\\n1795608000\\n1795608001.5\\n1795608004",
        "@timestamp\\n1795608000\\n1795608001.5\\n1795608004",
        "\"when\"\\n\"1795608000\"\\n\"1795608001.5\"\\n'1795608004'\\n",
        "# real changes\\n"
            + "\\n"
            + "  1795608000 \\n"
            + "\\n"
            + "\\t1795608001.5\\r"
            + "\\n"
            + "# late\\r"
            + "\\n"
            + "1795608004\\r"
            + "\\n"
            + "\\r"
            + "\\n",
        "1795608000\\r1795608001.5\\r1795608004\\r",
        "\uFEFFtime\\n1795608000\\n1795608001.5\\n1795608004",
        "\uFEFF1795608000\\n1795608001.5\\n1795608004",
        "0\\n1.5\\n4",
      })
  void readsEveryFormAlike(String text) throws IOException {
    Arrivals.Trace trace = read(text);
    assertThat(trace.offsetsNanos()).containsExactly(0L, 1_500_000_000L, 4 * SECOND);
    assertThat(trace.notes()).isEmpty();
    assertThat(trace).hasToString("trace:" + folder.resolve("t.csv"));
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:59Z, 2016-12-31T23:59:60Z, 1",
    "2017-01-01T08:59:59+09:00, 2017-01-01T08:59:60.5+09:00, 1.5",
    "2026-11-25T23:00:00Z, 2026-11-25T24:00:00Z, 3600",
    "20261125T2300Z, 20261125T2400Z, 3600",
    "2026-03-29 01:30:00 Europe/Berlin, 2026-03-29 03:30:00 Europe/Berlin, 3600",
    "2026-11-25T12:00:00.123456788Z, 2026-11-25T12:00:00.123456789Z, 0.000000001",
    "1795608000000000001, 1795608000000000002, 0.000000001"
  })
  void knowsTheEdgesOfClocks(String first, String second, double seconds) throws IOException {
    assertThat(read(first + "\\n" + second).offsetsNanos())
        .containsExactly(0L, Math.round(seconds * SECOND));
  }

  @Test
  void sortsWithANote() throws IOException {
    Arrivals.Trace trace = read("# h\\n1795608000\\n1795608004\\n1795608001\\n1795608000\\n");
    assertThat(trace.offsetsNanos()).containsExactly(0L, 0L, SECOND, 4 * SECOND);
    assertThat(trace.notes()).hasSize(2);
  }

  @Test
  void takesNoZoneForUtcWithANote() throws IOException {
    Arrivals.Trace trace = read("2026-11-25T12:00:00\\n2026-11-25 12:00:01.25");
    assertThat(trace.offsetsNanos()).containsExactly(0L, 1_250_000_000L);
    assertThat(trace.notes()).hasSize(1);
  }

  @Test
  void readsACommaAsADecimalMarkWithANote() throws IOException {
    Arrivals.Trace trace = read("0\\n0,25\\n\"1,5\"");
    assertThat(trace.offsetsNanos()).containsExactly(0L, 250_000_000L, 1_500_000_000L);
    assertThat(trace.notes()).hasSize(1);
  }

  @Test
  void keepsWhereSecondsFromAStartBegin() throws IOException {
    assertThat(read("2\\n5").offsetsNanos()).containsExactly(2 * SECOND, 5 * SECOND);
    assertThat(read("20261125\\n20261126").notes()).hasSize(1);
  }

  @Test
  void cutsALongLineInItsMessageAndRefusesAnEndlessOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("1795608000\\n" + "x".repeat(500)))
        .withMessageContaining("line 2, column 1: '" + "x".repeat(40) + "…' is not an instant");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("1795608000\\n" + "1".repeat(5_000)))
        .withMessageContaining(
            "line 2, column 1: is longer than 1000 characters; a trace has one instant per line");
  }

  @Test
  void refusesWhatIsNotTextOrNotAFile() throws IOException {
    Path wide = folder.resolve("wide.csv");
    Files.write(wide, "time\n1795608000\n".getBytes(StandardCharsets.UTF_16LE));
    assertRefused(wide, "' line 1, column 2: is not text in UTF-8; save it as UTF-8");
    assertRefused(folder.resolve("none.csv"), "' cannot be read: no such file or folder");
    assertRefused(folder, "' cannot be read: is a directory");
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, '\n'});
    assertRefused(binary, "' line 1, column 4: is not text in UTF-8; save it as UTF-8");
  }

  private static void assertRefused(Path file, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceFile.read(file.toString()))
        .withMessage("trace '" + file + why);
  }

  @Test
  void readsStandardInputOnce() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream("1795608000\n1795608002\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(((Arrivals.Trace) Arrivals.parse("trace:-")).offsetsNanos())
          .containsExactly(0L, 2 * SECOND);
      assertThat(Arrivals.parse("trace:-")).hasToString("trace:standard input");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void isKnownByItsInstants() throws IOException {
    Arrivals.Trace iso = read("2026-11-25T12:00:00Z\\n2026-11-25T12:00:01.5Z");
    Arrivals.Trace epoch =
        new Arrivals.Trace("other", read("1795000000\\n1795000001.5").offsetsNanos());
    assertThat(iso).isEqualTo(epoch).hasSameHashCodeAs(epoch);
    assertThat(iso.digest()).isEqualTo(epoch.digest()).matches("[0-9a-f]{64}");
    assertThat(read("0\\n1.6").digest()).isNotEqualTo(iso.digest());
  }

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    Arrivals.Trace trace =
        read("2026-11-25T12:00:00Z\\n2026-11-25T12:00:00.000000001Z\\n2036-11-25T12:00:00Z");
    Path copy = folder.resolve("copy.txt");
    try (var out = Files.newOutputStream(copy)) {
      trace.write(out);
    }
    assertThat(Arrivals.Trace.readBack("name", copy)).isEqualTo(trace).hasToString("trace:name");
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
    Arrivals.Trace trace = read(text.toString());
    assertThat(trace.offsetsNanos()).hasSize(lines);
    assertThat(trace.offsetsNanos().getLast()).isEqualTo(2_500_000_000_000L * (lines - 1) / 1_000);
    assertThat(trace.notes()).isEmpty();
  }
}
