package dev.pushpull.result;

/**
 * A JVM's CPU time by what its threads are for, in µs.
 *
 * @param serve reading requests, answering, pushing
 * @param publish making updates
 * @param jit compiling
 * @param gc collecting
 * @param control all the rest: the control listener, the JVM's own housekeeping
 */
public record CpuSplit(double serve, double publish, double jit, double gc, double control) {

  /** All of it. */
  public double total() {
    return serve + publish + jit + gc + control;
  }
}
