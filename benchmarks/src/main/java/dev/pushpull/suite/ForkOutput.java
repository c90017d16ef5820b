package dev.pushpull.suite;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** What JMH and the fork print, as lines. JMH calls it from several threads. */
final class ForkOutput implements OutputFormat {

  private final Consumer<String> lines;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  /**
   * @param lines hears each whole line, without its end
   */
  ForkOutput(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      flush();
    } else {
      pending.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes) {
    for (byte b : bytes) {
      write(b);
    }
  }

  @Override
  public void print(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void println(String text) {
    print(text + "\n");
  }

  @Override
  public void verbosePrintln(String text) {
    println(text);
  }

  @Override
  public synchronized void flush() {
    if (pending.size() > 0) {
      lines.accept(pending.toString(StandardCharsets.UTF_8));
      pending.reset();
    }
  }

  @Override
  public void close() {
    flush();
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
    // Phases are told by the fork itself.
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
    // Results are read from the trial's folder.
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    // Each fork is a run of its own.
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    // Each fork is a run of its own.
  }

  @Override
  public void startRun() {
    // Each fork is a run of its own.
  }

  @Override
  public void endRun(Collection<RunResult> result) {
    // Each fork is a run of its own.
  }
}
