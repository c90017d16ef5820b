package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.client.JobPlan;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.JobOrder;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs both JVMs hot on the strategy's own code path with jobs that are not measured. */
final class JobBurnIn {

  private static final int CLIENTS = 16;
  private static final int MOST_LIVE = 1_000;
  private static final long SUBMIT_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long POLL_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long BETWEEN_CALLS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ServiceTime SERVICE = ServiceTime.parse("exponential:50ms");

  private final TrialSpec spec;
  private final ControlClient control;
  private final URI lobby;
  private final Heating heating;

  JobBurnIn(TrialSpec spec, ControlClient control, URI lobby, Heating heating) {
    this.spec = spec;
    this.control = control;
    this.lobby = lobby;
    this.heating = heating;
  }

  /** Jobs come ten a second and client, and are polled for a hundred times a second. */
  void run(ClientStack stack) throws IOException, InterruptedException {
    control.enableJobs(new JobOrder(SERVICE, 50, MOST_LIVE, spec.seed(), 1));
    try (var fleet = new JobFleet(stack, spec.strategy(), lobby, CLIENTS)) {
      var failures = fleet.connect();
      if (!failures.isEmpty()) {
        throw new IOException("burn-in: " + failures.getFirst());
      }
      long start = System.nanoTime();
      fleet.start((client, probe) -> new Steady(probe, start + client * POLL_EACH_NANOS / 2));
      while (System.nanoTime() < start + heating.burnNanos()) {
        control.clock();
        control.counters();
        control.jobs();
        Clocks.sleepUntil(System.nanoTime() + BETWEEN_CALLS_NANOS);
      }
      fleet.stopSubmitting();
      fleet.awaitIdle(PATIENCE);
      fleet.stop();
      fleet.awaitQuiet();
    }
  }

  /** The server with no client at all. */
  Baseline baseline() throws IOException, InterruptedException {
    ServerCounters before = control.counters();
    Clocks.sleepUntil(System.nanoTime() + heating.baselineNanos());
    ServerCounters spent = control.counters().since(before);
    double cpu = (spent.cpu("serve") + spent.cpu("gc")) * 1e6 / spent.nanoTime();
    return new Baseline(cpu, control.collectGarbage());
  }

  /** A job each 100 ms, each polled for every 10 ms. */
  private static final class Steady implements JobPlan {
    private final JobProbe probe;
    private long nextNanos;

    Steady(JobProbe probe, long firstNanos) {
      this.probe = probe;
      this.nextNanos = firstNanos;
    }

    @Override
    public long nextSubmitNanos() {
      long due = nextNanos;
      nextNanos += SUBMIT_EACH_NANOS;
      return due;
    }

    @Override
    public PollSchedule watch(int job, long acceptedNanos, long hintNanos) {
      var schedule = new FixedSchedule(acceptedNanos + POLL_EACH_NANOS, POLL_EACH_NANOS);
      return probe.noted(job, schedule, Ticks.NONE);
    }
  }
}
