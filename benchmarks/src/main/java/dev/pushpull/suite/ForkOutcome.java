package dev.pushpull.suite;

import dev.pushpull.operation.ForkRecord;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;

/**
 * What one fork of an operation left.
 *
 * @param record how it went
 * @param jmh JMH's result; empty if the fork failed
 * @param histograms tag → values in ns; empty if the benchmark writes none
 */
record ForkOutcome(ForkRecord record, Optional<RunResult> jmh, Map<String, Histogram> histograms) {}
