package dev.pushpull.fork;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.browser.BrowserEngine;
import dev.pushpull.engine.netty.NettyEngine;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.socket.SocketEngine;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Transport;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.target.MeasuredServer;
import dev.pushpull.target.Target;
import dev.pushpull.target.external.ExternalServer;
import dev.pushpull.target.external.ExternalTarget;
import dev.pushpull.target.external.Tellings;
import dev.pushpull.text.UnitValue;
import dev.pushpull.trial.BurnInTimes;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.TrialFiles;
import dev.pushpull.trial.chat.ChatTrial;
import dev.pushpull.trial.external.ExternalTrial;
import dev.pushpull.trial.feed.FeedTrial;
import dev.pushpull.trial.job.JobTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One fork's life as the suite drives it: {@link #open}, {@link #warmUp}, {@link #measure} for each
 * window, {@link #finish}. A trial whose server dies passes through the remaining steps without
 * doing anything and ends as INVALID, so that the sweep continues. Used by one thread, which may be
 * interrupted.
 *
 * <pre>
 *   this JVM                                        server JVM
 *   subscriber 1 ── connection 1 ──────────────┐
 *   subscriber 2 ── connection 2 ──────────────┼──&gt; data listener ── feeds &lt;── publisher
 *   …                                          │
 *   subscriber n ── connection n ──────────────┘
 *   trial        ── control ──────────────────────&gt; control listener (log, counters, clock)
 * </pre>
 */
public final class Trial {

  private final TrialSpec spec;
  private final Path folder;
  private @Nullable MeasuredServer server;
  private @Nullable ClientEngine engine;
  private @Nullable ForkLife<?, ?> run;
  private Optional<String> failure = Optional.empty();

  private Trial(TrialSpec spec, Path folder) {
    this.spec = spec;
    this.folder = folder;
  }

  /**
   * Starts the server, burns in and connects.
   *
   * @param folder where the trial's files go
   * @param phases hears of each phase as it begins, such as {@code burn-in}; on the trial's thread
   */
  public static Trial open(TrialSpec spec, Path folder, Consumer<String> phases)
      throws InterruptedException {
    return open(spec, folder, phases, BurnInTimes.DEFAULT);
  }

  /** The same with other times before the subscribers connect. */
  public static Trial open(TrialSpec spec, Path folder, Consumer<String> phases, BurnInTimes burnIn)
      throws InterruptedException {
    var trial = new Trial(spec, folder);
    try {
      trial.step(
          () -> {
            phases.accept("launch");
            Optional<Path> target = spec.setup().targetFile();
            if (target.isPresent()) {
              trial.openExternal(TargetFile.read(target.get()), phases, burnIn);
            } else {
              Target own = Target.open(spec, folder.resolve("server.log"));
              trial.server = own;
              trial.engine = engine(spec, own.carrier());
              trial.run = life(spec, own, trial.engine, phases, burnIn);
            }
            trial.running().prepare();
            return trial;
          });
      return trial;
    } catch (InterruptedException | RuntimeException e) {
      trial.close();
      throw e;
    }
  }

  /**
   * Looks whether event loops can wait so on this machine.
   *
   * @throws IOException if not; the message says why
   */
  public static void check(Transport transport) throws IOException {
    NettyEngine.check(transport);
  }

  private static ClientEngine engine(TrialSpec spec, Carrier carrier) throws IOException {
    return switch (spec.workload().engine()) {
      case OKHTTP -> new OkHttpEngine(carrier);
      case NETTY -> new NettyEngine(carrier, spec.setup().transport(), spec.setup().eventLoops());
      case BROWSER -> new BrowserEngine();
      case SOCKET -> new SocketEngine(carrier);
    };
  }

  private void openExternal(TargetSpec file, Consumer<String> phases, BurnInTimes burnIn)
      throws IOException {
    var tellings = new Tellings(file.feeds().size());
    var external =
        ExternalTarget.of(
            new ExternalServer(file, name -> Optional.ofNullable(System.getenv(name)), tellings));
    server = external;
    ClientEngine made = engine(spec, external.carrier());
    engine = made;
    var scenario =
        new ExternalTrial(spec, external, tellings, carrier -> engine(spec, carrier), folder);
    run = new ForkLife<>(spec, external, made, scenario, phases, burnIn);
  }

  private static ForkLife<?, ?> life(
      TrialSpec spec,
      Target server,
      ClientEngine engine,
      Consumer<String> phases,
      BurnInTimes burnIn) {
    return switch (spec.workload().scenario()) {
      case Scenario.Feeds _, Scenario.Courier _ ->
          new ForkLife<>(spec, server, engine, new FeedTrial(spec, server), phases, burnIn);
      case Scenario.JobStatus jobs ->
          new ForkLife<>(spec, server, engine, new JobTrial(spec, jobs, server), phases, burnIn);
      case Scenario.Chat chat ->
          new ForkLife<>(spec, server, engine, new ChatTrial(spec, chat, server), phases, burnIn);
      case Scenario.External other ->
          throw new IllegalArgumentException(other + " needs a target file");
    };
  }

  private interface Step<R> {
    R run() throws IOException, InterruptedException;
  }

  /** Empty if it, or one before it, failed. */
  private <R> Optional<R> step(Step<R> step) throws InterruptedException {
    if (failure.isEmpty()) {
      try {
        return Optional.of(step.run());
      } catch (IOException e) {
        String message = Reason.of(e);
        failure = Optional.of(died() ? "the server died: " + message : message);
      }
    }
    return Optional.empty();
  }

  private boolean died() throws InterruptedException {
    return server != null && server.died();
  }

  /** Lets subscribers poll and feeds publish until shortly before the first window. */
  public void warmUp() throws InterruptedException {
    step(
        () -> {
          running().warmUp();
          return this;
        });
  }

  /**
   * Measures the next window and its drain; gives its metrics by name, none if the trial has
   * failed.
   */
  public Map<String, UnitValue> measure() throws InterruptedException {
    return step(() -> running().measureWindow()).orElse(Map.of());
  }

  /** Ends everything, audits, judges, and writes the trial's files. */
  public TrialResult finish() throws IOException, InterruptedException {
    try {
      var finished = step(() -> running().finish().withAbsences());
      TrialResult result = finished.orElseGet(this::failed);
      TrialFiles.writeResult(folder, result); // first: what else there is must not cost it
      if (finished.isPresent()) {
        running().writeFiles(folder, result);
      }
      return result;
    } finally {
      close();
    }
  }

  private TrialResult failed() {
    var info = server == null ? new ServerInfo(0, 0) : server.info();
    String lastWords = server == null ? null : server.lastWords().orElse(null);
    return FailedTrial.of(spec, failure.orElseThrow(), info, lastWords);
  }

  private ForkLife<?, ?> running() {
    return Objects.requireNonNull(run, "the trial was not prepared");
  }

  private void close() {
    if (run != null) {
      run.close();
    }
    if (engine != null) {
      engine.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
