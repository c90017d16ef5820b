package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.client.Clocks;
import dev.pushpull.client.JobFleet;
import dev.pushpull.client.JobPlan;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.JobOrder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Jobs come ten a second and client, and are polled for a hundred times a second. */
final class JobBurnIn implements Load {

  private static final int CLIENTS = 16;
  private static final int MOST_LIVE = 1_000;
  private static final long SUBMIT_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long POLL_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final ServiceTime SERVICE = ServiceTime.parse("exponential:50ms");

  private final Target server;
  private final List<JobProbe> probes = JobProbe.many(CLIENTS);
  private final JobFleet fleet;

  JobBurnIn(TrialSpec spec, Target server, URI lobby, ClientEngine engine)
      throws IOException, InterruptedException {
    this.server = server;
    server.control().enableJobs(new JobOrder(SERVICE, 50, MOST_LIVE, spec.seed(), 1));
    this.fleet = JobSlice.fleet(engine, spec, lobby, probes);
  }

  @Override
  public ClientFleet clients() {
    return fleet;
  }

  @Override
  public void start() {
    long start = System.nanoTime();
    for (int client = 0; client < CLIENTS; client++) {
      fleet.start(client, new Steady(probes.get(client), start + client * POLL_EACH_NANOS / 2));
    }
  }

  @Override
  public void touch() throws IOException, InterruptedException {
    server.control().jobs();
  }

  @Override
  public void stop() throws InterruptedException {
    fleet.stopSubmitting();
    long deadline = System.nanoTime() + ENDING.toNanos();
    while (fleet.isBusy() && System.nanoTime() < deadline) {
      Clocks.sleepUntil(System.nanoTime() + POLL_EACH_NANOS);
    }
    clients().stop();
    clients().awaitQuiet(ForkLife.TIMEOUT);
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
