package dev.pushpull.machine;

/**
 * How well a machine keeps time, seen just before a run; µs unless said.
 *
 * @param clockReadNanos cost of reading the monotonic clock, ns
 * @param timerSlackP50Micros how late a thread wakes that slept 1 ms, median
 * @param timerSlackP99Micros the same, 99th percentile
 * @param socketRoundTripP50Micros one byte there and back over loopback between two blocking
 *     threads, median: the floor under every exchange
 * @param socketRoundTripP99Micros the same, 99th percentile
 * @param stealShare share of processor time that went to other guests of the host, 0 to 1
 * @param busyShare share of processor time that was used by anyone while nothing of ours ran, 0 to
 *     1
 * @param fileDescriptors open files that this process may have
 */
public record Machine(
    double clockReadNanos,
    double timerSlackP50Micros,
    double timerSlackP99Micros,
    double socketRoundTripP50Micros,
    double socketRoundTripP99Micros,
    double stealShare,
    double busyShare,
    long fileDescriptors) {}
