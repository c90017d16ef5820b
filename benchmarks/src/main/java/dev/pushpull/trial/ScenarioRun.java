package dev.pushpull.trial;

import dev.pushpull.result.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One fork's life in one scenario, step by step: {@link #prepare}, {@link #warmUp}, {@link
 * #measureWindow} once for each window, {@link #finish}, {@link #writeFiles}, {@code close}, which
 * is allowed at any time. Used by one thread, which may be interrupted.
 */
interface ScenarioRun extends AutoCloseable {

  /** Burns in, reads the baseline and connects everyone. */
  void prepare() throws IOException, InterruptedException;

  /** Lets things happen, and returns shortly before the first window opens. */
  void warmUp() throws IOException, InterruptedException;

  /** Measures the next window and its drain; gives its metrics by name. */
  Map<String, Figure> measureWindow() throws IOException, InterruptedException;

  /** Ends everything, audits and judges. */
  TrialResult finish() throws IOException, InterruptedException;

  /** Writes histograms and what else there is beside the result into the trial's folder. */
  void writeFiles(Path folder, TrialResult result) throws IOException;

  @Override
  void close();
}
