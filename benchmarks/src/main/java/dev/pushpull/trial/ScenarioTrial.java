package dev.pushpull.trial;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TrialResult;
import dev.pushpull.text.UnitValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a scenario adds to a {@link ForkLife}, which calls the methods in their order here; {@link
 * #cleanUp} at any time. Used by one thread.
 *
 * @param <T> the records of the server that clients are metered by
 * @param <M> what is metered in a window
 */
public interface ScenarioTrial<T, M extends Meters> {

  /** Clients on feeds of their own, to run both JVMs hot. */
  BurnIn<?> burnIn(ClientEngine engine) throws IOException, InterruptedException;

  /**
   * Lets the server do what it does without clients.
   *
   * @param clockOffsetNanos the server's clock less this JVM's
   */
  default void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {}

  /** Ends that. */
  default void endBaseline() throws IOException, InterruptedException {}

  /** Creates what the clients will listen to, and the clients, which are not connected. */
  LocalSlice<?, ?, T, M> create(ClientEngine engine, long clockOffsetNanos)
      throws IOException, InterruptedException;

  /**
   * Lets the server publish.
   *
   * @param leadNanos from now until the warm-up begins
   * @return when the first window opens
   */
  long start(long leadNanos) throws IOException, InterruptedException;

  /** What the server has published, or what became of its jobs, so far. */
  T readServer() throws IOException, InterruptedException;

  /** What the feeds published so far, if the scenario has feeds of its own. */
  List<PublishLog> logs(T records);

  /** A window's metrics by name. */
  Map<String, UnitValue> figures(MeasuredWindow<M> window);

  /** Lets the server publish nothing more. */
  void quiesce() throws IOException, InterruptedException;

  /**
   * All figures, audited and judged.
   *
   * @param windows as all clients experienced them
   * @param windowRecords what the server had when each window's drain was over
   * @param records when it published nothing more
   */
  TrialResult result(List<MeasuredWindow<M>> windows, List<T> windowRecords, T records, Life life);

  /** Writes what the scenario has beside histograms and result. */
  default void writeFiles(Path folder, TrialResult result, MeasuredWindow<M> first)
      throws IOException {}

  /** Removes from a server that stays what was created there. */
  void cleanUp();
}
