package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.FeedSubscription;
import dev.pushpull.engine.Hints;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.MessageReader;
import dev.pushpull.engine.Request;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job that was accepted.
 *
 * @param location of its feed
 * @param version that the answer told
 * @param validator of that version, if the answer had one
 * @param acceptedNanos when the answer was decoded
 * @param hintNanos how long it asked to wait; {@link PollSchedule#NO_HINT} if it did not
 * @param over whether it has ended already, so that there is nothing to watch
 */
record AcceptedJob(
    URI location,
    long version,
    @Nullable String validator,
    long acceptedNanos,
    long hintNanos,
    boolean over) {

  /** Submits a job; empty if it was not accepted, and the listener has been told why. */
  static Optional<AcceptedJob> submit(Device device, JobListener listener, int job, long dueNanos) {
    URI jobs = device.order.feed().resolve("/jobs");
    long startedNanos = System.nanoTime();
    try {
      Answer answer = device.call(Request.post(jobs, "application/json", "{}"));
      Optional<Update> first =
          answer.status() == 202 ? Optional.of(decode(answer.body())) : Optional.empty();
      long completedNanos = System.nanoTime();
      var exchange =
          new Exchange(
              dueNanos, startedNanos, completedNanos, answer.status(), Exchange.Kind.SUBMIT);
      listener.onSubmitted(job, exchange, first.map(Update::feed));
      first.ifPresent(update -> listener.onState(job, update, completedNanos));
      if (first.isEmpty() && answer.status() != 429) {
        listener.onFailure("submitting a job returned status " + answer.status());
      }
      return first.map(
          update ->
              new AcceptedJob(
                  device.order.feed().resolve(String.valueOf(answer.head().header("Location"))),
                  update.version(),
                  answer.head().header("ETag"),
                  completedNanos,
                  Hints.nanos(answer.head()),
                  JobState.ofPayload(update.payload()).filter(JobState::isFinal).isPresent()));
    } catch (IOException e) {
      listener.onFailure("a job could not be submitted: " + Reason.of(e));
      return Optional.empty();
    }
  }

  private static Update decode(byte[] body) throws IOException {
    try {
      return UpdateJson.decode(body);
    } catch (MalformedUpdateException e) {
      throw new IOException("the answer is not an update: " + Reason.of(e), e);
    }
  }

  /** Asks how the job is, on a device's connection. */
  Fetcher fetcher(Device device, JobWatch watch) {
    var gate = new ListenerGate(watch);
    var order = device.order.at(location);
    var feed = new FeedSubscription(order, MessageReader.UPDATES, gate, version, validator);
    return new Fetcher(device, feed, gate);
  }
}
