package dev.pushpull.result;

import org.jspecify.annotations.Nullable;

/**
 * A JVM's CPU time by what its threads are for, in µs; null where that is not known.
 *
 * @param serve reading requests, answering, pushing
 * @param publish making updates
 * @param jit compiling
 * @param gc collecting
 * @param control all the rest: the control listener, the JVM's own housekeeping
 */
public record CpuSplit(
    @Nullable Double serve,
    @Nullable Double publish,
    @Nullable Double jit,
    @Nullable Double gc,
    @Nullable Double control) {

  /** Of a server whose threads are not known. */
  public static final CpuSplit UNKNOWN = Blank.of(CpuSplit.class);
}
