package dev.pushpull.target.external;

import dev.pushpull.sut.proc.ProcessFacts;
import java.time.Duration;

/** The process of a server that is not ours, on this machine. Safe from any thread. */
public record ServerProcess(ProcessHandle handle) {

  /**
   * By its pid.
   *
   * @throws IllegalArgumentException if none runs with it, or nothing tells its CPU
   */
  public static ServerProcess of(long pid) {
    return ProcessHandle.of(pid)
        .filter(handle -> handle.info().totalCpuDuration().isPresent())
        .map(ServerProcess::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "process %s is not running on this machine; correct 'process' or leave it out"
                        .formatted(pid)));
  }

  /** CPU that it has used so far, by the step of the system's clock, 10 ms; 0 once it has ended. */
  public Duration cpu() {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Its resident set; 0 where nothing tells it. */
  long residentBytes() {
    return ProcessFacts.residentBytes(handle.pid()).orElse(0);
  }

  boolean isAlive() {
    return handle.isAlive();
  }
}
