package dev.pushpull.cli;

import static java.util.Objects.requireNonNull;

import dev.pushpull.result.RequirementCheck;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what a run measures. They are read by {@link Overrides}, strictly. */
final class SweepOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = "--suite",
      paramLabel = "NAME|FILE",
      description =
          "What to measure: quick, full or a YAML file; default quick. For 'run' also op-quick,"
              + " op-full or a file of single operations.")
  @Nullable String suite;

  @Option(
      names = "--strategies",
      paramLabel = "A,B,...",
      description =
          "How subscribers learn of updates: poll@INTERVAL, poll@INTERVAL~PERCENT%%,"
              + " backoff@LEAST..MOST, adaptive@LEAST..MOST, hinted (waits as long as the server"
              + " says, up to 10 s), each also with the prefix conditional-; long-poll, sse,"
              + " websocket, and 'websocket (socket)', which is websocket on that engine.")
  @Nullable String strategies;

  @Option(
      names = "--scenario",
      paramLabel = "STORY",
      description =
          "Scenario: courier, job-status, job-status:SERVICE[+PERCENT%%failed] (SERVICE is"
              + " constant:TIME, exponential:MEAN or lognormal:MEDIAN,SIGMA), chat,"
              + " chat:cuts:RATE/s or feeds; without --suite it also sets the strategies and"
              + " workload that other options leave open.")
  @Nullable String scenario;

  @Option(
      names = "--arrivals",
      paramLabel = "PROCESS",
      description =
          "How updates arrive at each feed: periodic:10/s, poisson:0.5/s, burst:20x5/s,"
              + " gaps:1/s,20s,5s (periodic, with alternating phases with and without updates of"
              + " these mean lengths) or trace:FILE.")
  @Nullable String arrivals;

  @Option(names = "--feeds", paramLabel = "N", description = "Number of feeds, 1 to 10000.")
  @Nullable String feeds;

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description = "Number of subscribers, 1 to 100000.")
  @Nullable String subscribers;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      description = "Size of each update's payload, 0 to 60000.")
  @Nullable String payload;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description = "Protocol: h1, h1-tls, h2, h2c; for websocket also h1+deflate, h1-tls+deflate.")
  @Nullable String protocol;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "What subscribers are made of: okhttp; socket: bare sockets, for websocket only, whose"
              + " figures are the lower bound; or browser: one subscriber of one feed for each"
              + " strategy, running the page's own code in a headless Chromium; poll@INTERVAL,"
              + " conditional-poll@INTERVAL, long-poll, sse, websocket, over h1.")
  @Nullable String engine;

  @Option(names = "--client", hidden = true, description = "What --engine was called.")
  @Nullable String client;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      description = "Time before the first window; at least one poll interval.")
  @Nullable String warmup;

  @Option(names = "--window", paramLabel = "TIME", description = "Length of a measured window.")
  @Nullable String window;

  @Option(names = "--windows", paramLabel = "N", description = "Number of windows per trial.")
  @Nullable String windows;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      description =
          "How long to wait for outstanding updates after a window; default: poll interval + 2 s.")
  @Nullable String drain;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Number of trials of each strategy and workload.")
  @Nullable String repeats;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of arrivals, phases and trial order.")
  @Nullable String seed;

  @Option(
      names = "--server-heap",
      paramLabel = "MIB",
      description = "Heap of each server that is started, in MiB, 64 to 65536; default 512.")
  @Nullable String serverHeap;

  @Option(
      names = "--connects-per-second",
      paramLabel = "N",
      description = "How many subscribers begin to connect each second, 1 to 100000; default 1000.")
  @Nullable String connectsPerSecond;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      description = "How long a subscriber may take to connect, 1s to 10min; default 20s.")
  @Nullable String connectTimeout;

  @Option(
      names = "--require",
      paramLabel = "EXPR",
      description =
          "Fail with exit code 1 unless it holds: [STRATEGY[/WORKLOAD]:]METRIC.STAT OP VALUE, such"
              + " as staleness.p95<2s; may be repeated.")
  List<String> require = List.of();

  /** Whether anything was asked for. */
  boolean given() {
    return suite != null || !overrides().isEmpty();
  }

  /**
   * The sweep that was asked for.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  SweepSpec spec() {
    SweepSpec spec = overrides().applyTo(preset().orElseGet(this::suite));
    RequirementCheck.checkAnswerable(spec);
    return spec;
  }

  /** The options given that are a sweep's own: all but the suite. */
  List<String> ofSweepOnly() {
    Overrides given = overrides();
    var names = new ArrayList<>(given.values().keySet());
    if (!given.requirements().isEmpty()) {
      names.add("require");
    }
    return names.stream().map(name -> "--" + name).toList();
  }

  /** What is usual for the scenario, unless a suite says what to measure. */
  private Optional<SweepSpec> preset() {
    if (scenario == null || suite != null) {
      return Optional.empty();
    }
    try {
      return Scenario.parse(scenario).preset().map(Scenario.Preset::sweep);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--scenario: " + e.getMessage(), e);
    }
  }

  private SweepSpec suite() {
    try {
      return SuiteFile.load(suite == null ? "quick" : suite);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--suite: " + e.getMessage(), e);
    }
  }

  private Overrides overrides() {
    var values = new LinkedHashMap<String, String>();
    for (String key : Overrides.KEYS) {
      String text = requireNonNull(command).findOption("--" + key).getValue();
      if (text != null) {
        values.put(key, text);
      }
    }
    return new Overrides(values, require.stream().map(SweepOptions::requirement).toList());
  }

  private static Requirement requirement(String text) {
    try {
      return Requirement.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--require: " + e.getMessage(), e);
    }
  }
}
