package dev.pushpull.fork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ResultJson;
import dev.pushpull.run.SpecJson;
import dev.pushpull.run.Trace;
import dev.pushpull.testkit.Golden;
import dev.pushpull.trial.Made;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.Probe;
import dev.pushpull.trial.Traces;
import dev.pushpull.trial.WindowMeters;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Seals a trial's files, in every locale alike. */
@Isolated
class TrialGoldenTest {

  @TempDir Path folder = Path.of("");

  private final Probe probe = Made.poller();
  private final MeasuredWindow<WindowMeters> window = Made.window(probe);

  @Test
  void trialJson() throws Exception {
    Golden.assertInEveryLocale("trial.json", () -> SpecJson.write(Made.spec("poll@100ms")));
  }

  @Test
  void traceJson() throws Exception {
    Golden.assertInEveryLocale(
        "trace.json", () -> ResultJson.compact(Traces.of("poll@100ms", window, probe)));
  }

  @Test
  void aTraceIsReadBackAsItWasWritten() throws Exception {
    Trace trace = Traces.of("poll@100ms", window, probe);
    assertThat(ResultJson.read(ResultJson.compact(trace), Trace.FILE, Trace.class))
        .isEqualTo(trace);
  }

  @Test
  void histogramLogButForWhatIsPacked() throws Exception {
    Path file = folder.resolve("histograms.hlog");
    Golden.assertInEveryLocale(
        "histograms.hlog",
        () -> {
          Made.write(folder, probe);
          // How zlib packs is its own affair, and may change with the JDK.
          return Files.readString(file).replaceAll("(?m),HIST[\\w+/=]+$", ",HIST...");
        });
  }

  @Test
  void distribution() throws Exception {
    Golden.assertInEveryLocale(
        "deliveryLatency.hgrm",
        () -> {
          Made.write(folder, probe);
          return Files.readString(folder.resolve("deliveryLatency.hgrm"));
        });
  }
}
