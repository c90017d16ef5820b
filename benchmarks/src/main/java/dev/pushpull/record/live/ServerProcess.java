package dev.pushpull.record.live;

import java.time.Duration;

/**
 * The server's process on this machine, and the CPU that it uses. Not safe from several threads.
 */
final class ServerProcess {

  private final ProcessHandle handle;
  private Duration before = Duration.ZERO;
  private Duration after = Duration.ZERO;

  private ServerProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  /**
   * By its pid.
   *
   * @throws IllegalArgumentException if none runs with it, or nothing tells its CPU
   */
  static ServerProcess of(long pid) {
    return ProcessHandle.of(pid)
        .filter(handle -> handle.info().totalCpuDuration().isPresent())
        .map(ServerProcess::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "process %s is not running on this machine; correct 'process' or leave it out"
                        .formatted(pid)));
  }

  private Duration used() {
    return handle.info().totalCpuDuration().orElse(after);
  }

  void begin() {
    before = used();
    after = before;
  }

  void end() {
    after = used();
  }

  /** Between both, by the step of the system's clock, 10 ms. */
  double cpuSeconds() {
    return after.minus(before).toNanos() / 1e9;
  }
}
