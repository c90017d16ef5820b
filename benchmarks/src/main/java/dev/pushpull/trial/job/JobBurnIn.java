package dev.pushpull.trial.job;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.JobFleet;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.target.ControlClient;
import dev.pushpull.trial.Awaiter;
import dev.pushpull.trial.BurnIn;
import dev.pushpull.trial.ForkLife;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Jobs come ten a second and client, and are polled for a hundred times a second. */
final class JobBurnIn extends BurnIn<JobSlice> {

  private static final int CLIENTS = 16;
  private static final int MAX_LIVE = 1_000;
  private static final long SUBMIT_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long POLL_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final ServiceTime SERVICE = ServiceTime.parse("exponential:50ms");

  private final ControlClient control;

  JobBurnIn(TrialSpec spec, ControlClient control, URI connectFeed, ClientEngine engine)
      throws IOException, InterruptedException {
    super(new JobSlice(spec, engine, CLIENTS, connectFeed, 0));
    this.control = control;
    control.enableJobs(new JobsSpec(SERVICE, 50, MAX_LIVE, spec.seed(), 1));
  }

  @Override
  public void start() {
    long start = System.nanoTime();
    for (JobProbe probe : slice.probes) {
      long first = start + probe.client * POLL_EACH_NANOS / 2;
      slice.clients.start(probe.client, new Steady(probe, first));
    }
  }

  @Override
  public void readServer() throws IOException, InterruptedException {
    control.jobs();
  }

  @Override
  public void stop(Awaiter awaiter) throws IOException, InterruptedException {
    slice.stop(awaiter);
    awaiter.until(() -> !slice.clients.isBusy(), ENDING);
    slice.clients.stop();
    slice.clients.awaitQuiet(ForkLife.TIMEOUT);
  }

  /** A job each 100 ms, each polled for every 10 ms. */
  private static final class Steady implements JobFleet.Plan {
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
