package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
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

  private static final RequestBody ORDER =
      RequestBody.create("{}", MediaType.get("application/json"));

  /** Submits a job; empty if it was not accepted, and the listener has been told why. */
  static Optional<AcceptedJob> submit(Device device, JobListener listener, int job, long dueNanos) {
    Request jobs = device.requestOf(device.order.feed().resolve("/jobs"));
    Request request = jobs.newBuilder().post(ORDER).build();
    long startedNanos = System.nanoTime();
    try (Response response = device.client.newCall(request).execute()) {
      device.note(response);
      byte[] body = response.body().bytes();
      Optional<Update> first =
          response.code() == 202 ? Optional.of(decode(body)) : Optional.empty();
      long completedNanos = System.nanoTime();
      var exchange =
          new Exchange(
              dueNanos, startedNanos, completedNanos, response.code(), Exchange.Kind.SUBMIT);
      listener.onSubmitted(job, exchange, first.map(Update::feed));
      first.ifPresent(update -> listener.onState(job, update, completedNanos));
      if (first.isEmpty() && response.code() != 429) {
        listener.onFailure("submitting a job returned status " + response.code());
      }
      return first.map(
          update ->
              new AcceptedJob(
                  device.order.feed().resolve(String.valueOf(response.header("Location"))),
                  update.version(),
                  response.header("ETag"),
                  completedNanos,
                  Hints.nanos(response),
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
    Request plain = device.requestOf(location);
    return new Fetcher(device, plain, version, validator, new ListenerGate(watch));
  }
}
