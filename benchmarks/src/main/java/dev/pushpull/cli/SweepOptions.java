package dev.pushpull.cli;

import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say what a run measures. They are read by {@link Overrides}, strictly. */
final class SweepOptions {

  private static final String SUITE = "--suite";
  private static final String REQUIRE = "--require";

  /** In the order in which they are applied: the engine before strategies that name their own. */
  private final TextOptions options =
      new TextOptions()
          .with(
              "--suite=NAME|FILE",
              "What to measure: quick, full, engines or a YAML file; default quick. For 'run' also"
                  + " op-quick, op-full or a file of single operations.")
          .withHidden("--client=NAME", "What --engine was called.")
          .with(
              "--engine=A,B,...",
              "What subscribers are made of: okhttp; netty: a few event loops for all of them, so"
                  + " that one process has tens of thousands; socket: bare sockets, for websocket"
                  + " only, whose figures are the lower bound; or browser: one subscriber of one"
                  + " feed for each strategy, running the page's own code in a headless Chromium;"
                  + " poll@INTERVAL, conditional-poll@INTERVAL, long-poll, sse, websocket, over"
                  + " h1. Several run each strategy on each of them.")
          .with(
              "--strategies=A,B,...",
              "How subscribers learn of updates: "
                  + Pace.forms().replace("%", "%%")
                  + " (waits as long as the server says, up to 10 s), each also with the prefix"
                  + " conditional-; long-poll, sse, websocket, and 'websocket (socket)', which is"
                  + " websocket on that engine.")
          .with(
              "--scenario=NAME",
              "Scenario: courier, job-status, job-status:SERVICE[+PERCENT%%failed] (SERVICE is"
                  + " constant:TIME, exponential:MEAN or lognormal:MEDIAN,SIGMA), chat,"
                  + " chat:cuts:RATE/s or feeds; without --suite it also sets the strategies and"
                  + " workload that other options leave open.")
          .with(
              "--arrivals=PROCESS",
              "How updates arrive at each feed: periodic:10/s, poisson:0.5/s, burst:20x5/s,"
                  + " gaps:1/s,20s,5s (periodic, with alternating phases with and without updates"
                  + " of these mean lengths) or trace:FILE.")
          .with("--feeds=N", "Number of feeds, 1 to 10000.")
          .with("--subscribers=N", "Number of subscribers, 1 to 100000.")
          .with("--payload=BYTES", "Size of each update's payload, 0 to 60000.")
          .with(
              "--protocol=NAME",
              "Protocol: h1, h1-tls, h2, h2c; for websocket also h1+deflate, h1-tls+deflate.")
          .with("--warmup=TIME", "Time before the first window; at least one poll interval.")
          .with("--window=TIME", "Length of a measured window.")
          .with("--windows=N", "Number of windows per trial.")
          .with(
              "--drain=TIME",
              "How long to wait for outstanding updates after a window; default: poll interval +"
                  + " 2 s.")
          .with("--repeats=N", "Number of trials of each strategy and workload.")
          .with("--seed=N", "Seed of arrivals, phases and trial order.")
          .with(
              "--server-heap=MIB",
              "Heap of each server that is started, in MiB, 64 to 65536; default 512.")
          .with(
              "--connects-per-second=N",
              "How many subscribers begin to connect each second, 1 to 100000; default 1000.")
          .with(
              "--connect-timeout=TIME",
              "How long a subscriber may take to connect, 1s to 10min; default 20s.")
          .with(
              "--source-addresses=A-B",
              "Addresses of this machine from which subscribers connect, in turn, such as"
                  + " 127.0.0.1-127.0.0.8 or 10.0.0.5,10.0.0.6: each has ports of its own.")
          .with(
              "--transport=NAME",
              "How the event loops of engine netty wait: auto, epoll, io_uring or nio; default"
                  + " auto.")
          .with("--event-loops=N", "Event loops of engine netty, 1 to 64; default 1.")
          .withRepeatable(
              "--require=EXPR",
              "Fail with exit code 1 unless it holds: [STRATEGY[/WORKLOAD]:]METRIC.STAT OP VALUE,"
                  + " such as staleness.p95<2s; may be repeated.");

  @Mixin CommandSpec texts = options.spec();

  /** Whether anything was asked for. */
  boolean given() {
    return !options.given().isEmpty();
  }

  /** The suite that is named, if one is. */
  Optional<String> suite() {
    return options.text(SUITE);
  }

  /**
   * The sweep that was asked for.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  SweepSpec spec() {
    var overrides =
        new Overrides(
            options.texts(name -> !name.equals(SUITE) && !name.equals(REQUIRE)),
            options.readAll(REQUIRE, Requirement::parse));
    SweepSpec spec = overrides.applyTo(preset().orElseGet(this::loaded));
    RequirementCheck.checkAnswerable(spec);
    return spec;
  }

  /** The options given that are a sweep's own: all but the suite. */
  List<String> ofSweepOnly() {
    return options.given().stream().filter(name -> !name.equals(SUITE)).toList();
  }

  /** What is usual for the scenario, unless a suite says what to measure. */
  private Optional<SweepSpec> preset() {
    return suite().isPresent()
        ? Optional.empty()
        : options
            .read("--scenario", Scenario::parse)
            .flatMap(Scenario::preset)
            .map(Scenario.Preset::sweep);
  }

  private SweepSpec loaded() {
    return TextOptions.named(SUITE, SuiteFile::load).apply(suite().orElse("quick"));
  }
}
