package dev.pushpull.target;

import dev.pushpull.engine.Carrier;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.util.Optional;

/**
 * The server of a trial, whoever's it is, as far as any trial needs to know it. Used by one thread.
 */
public interface MeasuredServer extends AutoCloseable {

  /** What its clients speak. */
  Carrier carrier();

  /** Its clock less this JVM's, measured now; 0 where nothing is timed by it. */
  ClockInfo measureClock() throws IOException, InterruptedException;

  /** Its own totals; those that it does not tell are 0, see {@link #tellsCounters}. */
  ServerCounters counters() throws IOException, InterruptedException;

  /** Whether it counts what it sends and receives. */
  boolean tellsCounters();

  /** Whether its processor time and its memory are known. */
  boolean tellsCpu();

  /** Its memory, after a full collection where one can be asked for. */
  MemoryReading memory() throws IOException, InterruptedException;

  /** Its process and the port of its clients. */
  ServerInfo info();

  /** Whether nobody but the trial uses it. */
  boolean isAlone();

  /**
   * Checks that one that was started still runs.
   *
   * @throws IOException if it has ended
   */
  void checkAlive() throws IOException;

  /** Whether one that was started has ended, or does so within a moment. */
  boolean died() throws InterruptedException;

  /** The last lines of one that was started and has ended. */
  Optional<String> lastWords();

  @Override
  void close();
}
