package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports as other programs write them, and where in them the instants are. */
@ResourceLock("System.in")
final class TraceFormatsTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("export"), text.translateEscapes()).toString();
  }

  private Arrivals.Trace read(String place, String text) throws IOException {
    return (Arrivals.Trace) Arrivals.parse("trace:" + file(text) + place);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " <- ",
      value = {
        "'' <- [1795608000, 1795608001.5, 1795608004]",
        "'' <- \uFEFF [\\n"
            + "\"2026-11-25T12:00:00Z\", \"2026-11-25T12:00:01.5Z\", \"2026-11-25T12:00:04Z\"]",
        "'' <- [1795608000000]\\n[1795608001500, 1795608004000]",
        "#/at <- [{\"at\": 1795608000}, {\"at\": 1795608001.5}, {\"id\": {\"at\": 7}, \"at\":"
            + " 1795608004}]",
        "#/at <- {\"at\": 1795608000}\\n{\"at\": 1.7956080015e9}\\r\\n\\n{\"at\": 1795608004}\\n",
        "#/at <- {\"at\": 1795608000000000000}{\"at\": 1795608001500000000}\\n"
            + "{\\n"
            + " \"at\":\\n"
            + " 1795608004000000000}",
        "#/at <- \uFEFF{\"at\": \"1795608000\"}\\n"
            + "{\"at\": \" 1795608001.5 \"}\\n"
            + "{\"at\": \"1795608004\"}",
        "#/runs/updated_at <- {\"n\": 3, \"runs\": [{\"updated_at\": \"2026-11-25T12:00:00Z\","
            + " \"a\": [[{}]]}, {\"updated_at\": \"2026-11-25T13:00:01.5+01:00\"}, {\"updated_at\":"
            + " \"2026-11-25 12:00:04 UTC\"}]}",
        "#/runs/at <- {\"runs\": [{\"at\": 1795608000}]}\\n"
            + "{\"runs\": []}{\"runs\": [{\"at\": 1795608001.5}, {\"at\": 1795608004}]}",
        "#/hits/hits/_source/@timestamp <- {\"hits\": {\"hits\": [{\"_source\": {\"@timestamp\":"
            + " 1795608000000}}, {\"_source\": {\"@timestamp\": 1795608001500}}, {\"_source\":"
            + " {\"@timestamp\": 1795608004000}}]}}",
        "#/0 <- [1795608000, 1]\\n[1795608001.5, 2]\\n[1795608004, 3]",
        "#/*/1 <- [[1, 1795608000], [2, 1795608001.5], [3, 1795608004]]",
        "#/jobs/*/at <- {\"jobs\": {\"a\": {\"at\": 1795608000}, \"b\": {\"at\": 1795608001.5},"
            + " \"c\": {\"at\": 1795608004}}}",
        "#/at <- [[{\"at\": 1795608000}], [{\"at\": 1795608001.5}, {\"at\": 1795608004}]]",
        "#/ts/1 <- [{\"ts\": [0, 1795608000]}, {\"ts\": [0, 1795608001.5]}, {\"ts\": [0,"
            + " 1795608004]}]",
        "#/ts <- {\"ts\": [1795608000, 1795608001.5, 1795608004]}",
        "#/a~1b/c~0#d <- {\"a/b\": {\"c~#d\": [1795608000, 1795608001.5, 1795608004]}}",
        "#at <- id,at\\n1,1795608000\\n2,1795608001.5\\n3,1795608004\\n",
        "#at <- \uFEFFat\\r\\n1795608000\\r\\n1795608001.5\\r\\n1795608004",
        "#at <- id;at\\n1;1795608000\\n2;1795608001.5\\n\\n3;1795608004\\n\\n",
        "#at <- id\\tat\\n"
            + "1\\t2026-11-25T12:00:00Z\\n"
            + "2\\t2026-11-25T12:00:01.5Z\\n"
            + "3\\t2026-11-25T12:00:04Z",
        "#at <- id|at\\n1|1795608000000\\n2|1795608001500\\n3|1795608004000",
        "#finished at <- \"a;b,\"\"c\";\"finished at\"\\n"
            + "\"x;\"\"y\"\" \\n"
            + "z\"; \"1795608000\"\\n"
            + ";1795608001.5\\n"
            + "\"\";1795608004;;",
        "#2 <- id,at\\n1,1795608000\\n2,1795608001.5\\n3,1795608004\\n",
        "#2 <- 1,1795608000\\n2,1795608001.5\\n3,1795608004\\n",
        "#1 <- 1795608000\\n1795608001.5\\n1795608004\\n",
        "#2 <- 2,x\\n1795608000,1\\n1795608001.5,2\\n1795608004,3\\n",
      })
  void readsEveryFormatAlike(String place, String text) throws IOException {
    String end = place.equals("''") ? "" : place;
    Arrivals.Trace trace = read(end, text);
    assertThat(trace.offsetsNanos()).containsExactly(0L, 1_500_000_000L, 4 * SECOND);
    assertThat(trace.notes()).isEmpty();
    assertThat(trace).hasToString("trace:" + folder.resolve("export") + end);
    assertThat(trace.hasFile()).isTrue();
  }

  @Test
  void sortsTheNewestFirstAndLeavesOutWhatIsUnfinished() throws IOException {
    Arrivals.Trace json =
        read(
            "#/at", "[{\"at\": null}, {\"at\": 1795608004}, {\"at\": \"\"}, {\"at\": 1795608000}]");
    assertThat(json.offsetsNanos()).containsExactly(0L, 4 * SECOND);
    assertThat(json.notes())
        .containsExactly(
            "trace '%s' record 4: is earlier than the record above it; the changes were sorted"
                .formatted(folder.resolve("export")),
            "trace '%s' has 2 records without an instant, the first at record 1; left out"
                .formatted(folder.resolve("export")));
    Arrivals.Trace csv = read("#at", "id;at\\n1;0,5\\n2;\\n3;2\\n4;9");
    assertThat(csv.offsetsNanos()).containsExactly(SECOND / 2, 2 * SECOND, 9 * SECOND);
    assertThat(csv.notes())
        .containsExactly(
            "trace '%s' line 2: the comma is read as a decimal mark"
                .formatted(folder.resolve("export")),
            "trace '%s' has 1 line without an instant, the first at line 3; left out"
                .formatted(folder.resolve("export")));
  }

  @Test
  void aFileWhoseNameHasAHashIsItself() throws IOException {
    String odd = folder.resolve("a#1").toString();
    Files.writeString(Path.of(odd), "1795608000\n1795608001\n");
    assertThat(((Arrivals.Trace) Arrivals.parse("trace:" + odd)).offsetsNanos()).hasSize(2);
    Files.writeString(Path.of(odd), "t,x\n1795608000,1\n1795608001,2\n");
    assertThat(((Arrivals.Trace) Arrivals.parse("trace:" + odd + "#t")).offsetsNanos()).hasSize(2);
  }

  @Test
  void readsStandardInputByAPlace() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(
              "{\"at\": 1795608000}\n{\"at\": 1795608002}\n".getBytes(StandardCharsets.UTF_8)));
      var trace = (Arrivals.Trace) Arrivals.parse("trace:-#/at");
      assertThat(trace.offsetsNanos()).containsExactly(0L, 2 * SECOND);
      assertThat(Arrivals.parse("trace:-#/at")).isSameAs(trace);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path wide = folder.resolve("wide.csv");
    Files.write(wide, "id\tat\n1\t1795608000\n".getBytes(StandardCharsets.UTF_16LE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrivals.parse("trace:" + wide + "#at"))
        .withMessage("trace '%s' is not text in UTF-8; save it as UTF-8".formatted(wide));
  }
}
