package dev.pushpull.engine;

import dev.pushpull.sut.wire.Update;
import java.util.Optional;

/**
 * Hears what happens to one client of a {@link JobFleet}. Jobs are numbered from 0 in the order of
 * their submission. Calls come on several threads at once, those for one job one after the other; a
 * call must be quick, must not block and must not call the client.
 */
public interface JobListener extends ConnectionListener {

  /**
   * The request that submits a job was answered.
   *
   * @param exchange due when the job was to be submitted
   * @param feed the name of the job's feed; empty if it was not accepted
   */
  void onSubmitted(int job, Exchange exchange, Optional<String> feed);

  /** A request that watches a job was answered, or opened a stream; after what it reported. */
  void onWatched(int job, Exchange exchange);

  /**
   * A message reported a job's state.
   *
   * @param observedNanos {@code System.nanoTime()} on the receiving thread straight after decoding
   */
  void onState(int job, Update update, long observedNanos);

  /** The client's first request, before any job, was answered with an update. */
  void onConnected(Exchange exchange);
}
