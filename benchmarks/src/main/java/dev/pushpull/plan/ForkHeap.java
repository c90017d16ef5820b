package dev.pushpull.plan;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;

/**
 * The heap of the JVM that a trial's clients run in: twice what lives there when the last window is
 * over, so that the collector has room, in steps of 64 MiB and at least 256 MiB.
 *
 * <pre>
 *   lives = 24 MiB + connections × (connection + payload) + (requests + deliveries) × 48 B + updates × 64 B
 * </pre>
 *
 * <p>What a connection takes was counted in a heap with 500 connections of each kind, logs that
 * have just begun included, and rounded up.
 */
public final class ForkHeap {

  static final int LEAST_MIB = 256;

  private static final int STEP_MIB = 64;
  private static final double MIB = 1 << 20;

  /** Classes, JMH, and histograms. */
  private static final double OWN_BYTES = 24 * MIB;

  /** Of a client, with what records it. */
  private static final int OKHTTP_BYTES = 32 << 10;

  private static final int NETTY_BYTES = 6 << 10;

  /** One that has a thread and a buffer for itself. */
  private static final int THREAD_BYTES = 18 << 10;

  /** What a connection has beside that speaks TLS or HTTP/2. */
  private static final int SESSION_BYTES = 16 << 10;

  /** Of a member of a room and another one, whose messages it receives. */
  private static final int PAIR_BYTES = 160;

  /** Of a request or a delivery, four instants or what stands for them, in arrays that grow. */
  private static final double LOGGED_BYTES = 48;

  /** Of an update, three instants or what stands for them, once more while they are read. */
  private static final double UPDATE_BYTES = 64;

  private ForkHeap() {}

  /** Of one trial, in MiB. */
  public static int mib(TrialSpec trial) {
    double steps = Math.ceil(2 * livingBytes(trial) / MIB / STEP_MIB);
    return (int) Math.max(LEAST_MIB, steps * STEP_MIB);
  }

  private static double livingBytes(TrialSpec trial) {
    Workload workload = trial.workload();
    Strategy strategy = trial.strategy();
    double seconds = seconds(trial.timing());
    double updates = workload.feeds() * workload.arrivals().ratePerSecond() * seconds;
    double pushed = updates * watchers(workload);
    double requests =
        switch (strategy) {
          case Strategy.Poll poll -> polls(poll, workload, updates, seconds);
          case Strategy.LongPoll _ -> pushed;
          case Strategy.ServerSentEvents _, Strategy.WebSocket _ -> 0;
        };
    double deliveries = strategy instanceof Strategy.Poll ? Math.min(pushed, requests) : pushed;
    return OWN_BYTES
        + new Cell(strategy, workload).connections()
            * (connectionBytes(workload) + workload.payloadBytes())
        + pairBytes(workload)
        + (requests + deliveries) * LOGGED_BYTES
        + updates * UPDATE_BYTES;
  }

  /** A client polls all the time, or for each of its jobs until that has ended. */
  private static double polls(
      Strategy.Poll poll, Workload workload, double updates, double seconds) {
    double interval = poll.pace().meanInterval().orElseGet(poll.pace()::shortest).toNanos() / 1e9;
    return workload.scenario() instanceof Scenario.JobStatus jobs
        ? updates * (1 + jobs.service().meanNanos() / 1e9 / interval)
        : workload.subscribers() * seconds / interval;
  }

  private static double seconds(Timing timing) {
    double window = timing.window().plus(timing.drain()).toNanos() / 1e9;
    return timing.warmup().toNanos() / 1e9 + timing.windows() * window;
  }

  /** How many deliveries an arrival leads to: a job is accepted, begun and done. */
  private static double watchers(Workload workload) {
    return workload.scenario() instanceof Scenario.JobStatus
        ? 3
        : Math.ceilDiv(workload.subscribers(), workload.feeds());
  }

  private static double connectionBytes(Workload workload) {
    int client =
        switch (workload.engine()) {
          case OKHTTP, BROWSER -> OKHTTP_BYTES;
          case SOCKET -> THREAD_BYTES;
          case NETTY -> hasThreads(workload.scenario()) ? THREAD_BYTES : NETTY_BYTES;
        };
    Protocol protocol = workload.protocol();
    return client + (protocol.isTls() || protocol.isHttp2() ? SESSION_BYTES : 0);
  }

  private static boolean hasThreads(Scenario scenario) {
    return scenario instanceof Scenario.Chat || scenario instanceof Scenario.JobStatus;
  }

  /** Each member of a room keeps what each other one sent. */
  private static double pairBytes(Workload workload) {
    return workload.scenario() instanceof Scenario.Chat
        ? workload.subscribers() * watchers(workload) * PAIR_BYTES
        : 0;
  }
}
