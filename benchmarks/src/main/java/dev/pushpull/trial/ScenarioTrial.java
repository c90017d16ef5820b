package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.measure.Window;
import dev.pushpull.result.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a scenario adds to a {@link ForkLife}, which calls the methods in their order here; {@link
 * #tidy} at any time. Used by one thread.
 */
interface ScenarioTrial {

  /** Clients on feeds of their own, to run both JVMs hot. */
  Load burnIn(ClientEngine engine) throws IOException, InterruptedException;

  /**
   * Lets the server do what it does without clients.
   *
   * @param clockOffsetNanos the server's clock less this JVM's
   */
  default void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {}

  /** Ends that. */
  default void endBaseline() throws IOException, InterruptedException {}

  /** Creates what the clients will listen to, and the clients, which are not connected. */
  void create(long clockOffsetNanos) throws IOException, InterruptedException;

  ClientFleet clients();

  /**
   * Lets things happen.
   *
   * @param leadNanos from now until the warm-up begins
   * @return when the first window opens
   */
  long start(long leadNanos) throws IOException, InterruptedException;

  /**
   * A window has ended and its drain begins.
   *
   * @return asked again and again: whether all of the window that was to come has come
   */
  BooleanSupplier settled(long startNanos, long endNanos) throws IOException, InterruptedException;

  /**
   * Meters a window after its drain.
   *
   * @return its metrics by name
   */
  Map<String, Figure> measure(Window window, Edge open, Edge close)
      throws IOException, InterruptedException;

  /**
   * Ends everything so that both sides' counts can be equal to the unit; connections stay open.
   *
   * @return whether nothing was in flight at the end
   */
  boolean end(Patience patience) throws IOException, InterruptedException;

  /** All figures, audited and judged. */
  TrialResult result(Life life);

  /** Writes histograms and what else there is beside the result. */
  void writeFiles(Path folder, TrialResult result) throws IOException;

  /**
   * Closes the clients, and removes from a shared server what was created there; our own child ends
   * with it.
   */
  void tidy();
}
