package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.sut.wire.MemoryReading;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What windows cost, from the running totals at their ends. */
final class Costs {

  private static final double US = 1e-3;
  private static final double SECONDS = 1e-9;

  /**
   * What came of it.
   *
   * @param published what was to be delivered, in (update, subscriber) pairs
   * @param delivered what was delivered
   * @param requests sent
   * @param messages that carried an update
   * @param polls of the requests, those that were polls
   * @param emptyPolls of them, those that brought nothing
   */
  record Output(
      long published, long delivered, long requests, long messages, long polls, long emptyPolls) {}

  private final List<? extends MeasuredWindow<?>> windows;
  private final double subscribers;

  Costs(List<? extends MeasuredWindow<?>> windows, int subscribers) {
    this.windows = List.copyOf(windows);
    this.subscribers = subscribers;
  }

  private long between(ToLongFunction<Edge> total) {
    return windows.stream()
        .mapToLong(span -> total.applyAsLong(span.close()) - total.applyAsLong(span.open()))
        .sum();
  }

  double lengthSeconds() {
    return windows.stream().mapToLong(span -> span.window().lengthNanos()).sum() * SECONDS;
  }

  /** Between the counters' readings, which lie a little after the window's ends. */
  private double countedSeconds() {
    return between(edge -> edge.server().nanoTime()) * SECONDS;
  }

  CpuSplit cpu() {
    return new CpuSplit(cpu("serve"), cpu("publish"), cpu("jit"), cpu("gc"), cpu("control"));
  }

  private double cpu(String role) {
    return between(edge -> edge.server().cpu(role)) * US;
  }

  /** What disturbed them. */
  Shares shares() {
    return new Shares(
        between(edge -> edge.clients().runQueueNanos()) * SECONDS / countedSeconds(),
        between(edge -> edge.server().runQueueNanos()) * SECONDS / countedSeconds(),
        between(edge -> edge.server().cpu("jit")) * SECONDS / countedSeconds(),
        windows.stream()
            .mapToDouble(span -> span.close().host().stealSince(span.open().host()))
            .max()
            .orElse(0));
  }

  /** Both directions, all subscribers. */
  long bytes() {
    return between(edge -> edge.clients().bytes().up() + edge.clients().bytes().down());
  }

  /**
   * @param connected the server's memory when all were connected
   * @param connection bytes from connect to close
   */
  Overhead overhead(
      Output output, Baseline baseline, MemoryReading connected, ByteCounts connection) {
    double subscriberSeconds = subscribers * lengthSeconds();
    double requests = output.requests();
    double bytes = bytes();
    CpuSplit cpu = cpu();
    double serve = (cpu.serve() + cpu.gc()) / countedSeconds() - baseline.cpuMicrosPerSecond();
    double client = between(edge -> edge.clients().cpuNanos()) * US;
    double served = serve * lengthSeconds();
    return new Overhead(
        new Overhead.PerSecond(
            ratio(requests, subscriberSeconds),
            ratio((double) output.messages(), subscriberSeconds),
            ratio(bytes, subscriberSeconds),
            ratio(serve, subscribers),
            clientCpuIsKnown() ? ratio(client / countedSeconds(), subscribers) : null),
        Overhead.PerUpdate.of(requests, bytes, served, output.published()),
        Overhead.PerUpdate.of(requests, bytes, served, output.delivered()),
        ratio((double) output.emptyPolls(), (double) output.polls()),
        new Overhead.Bytes(
            between(edge -> edge.clients().bytes().up()),
            between(edge -> edge.clients().bytes().down())),
        new Overhead.Bytes(connection.up(), connection.down()),
        cpu,
        baseline.cpuMicrosPerSecond(),
        ratio(connected.heapUsedBytes() - (double) baseline.memory().heapUsedBytes(), subscribers),
        ratio(connected.rssBytes() - (double) baseline.memory().rssBytes(), subscribers));
  }

  private boolean clientCpuIsKnown() {
    return windows.stream().allMatch(window -> window.close().clients().untold() == 0);
  }

  static @Nullable Double ratio(double numerator, double denominator) {
    return denominator == 0 ? null : numerator / denominator;
  }
}
