package dev.pushpull.testkit;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps what a client with jobs tells: by job what concerns one, the rest as a subscriber's. */
public final class JobRecorder implements JobListener {

  private final Recorder connection = new Recorder();
  private final Map<Integer, Exchange> submissions = new TreeMap<>(); // guarded by this
  private final Map<Integer, Accepted> accepted = new TreeMap<>(); // guarded by this

  private record Accepted(String feed, List<JobState> states) {}

  @Override
  public synchronized void onSubmitted(int job, Exchange exchange, Optional<String> feed) {
    connection.onExchange(exchange);
    submissions.put(job, exchange);
    feed.ifPresent(name -> accepted.put(job, new Accepted(name, new ArrayList<>())));
  }

  @Override
  public void onWatched(int job, Exchange exchange) {
    connection.onExchange(exchange);
  }

  @Override
  public synchronized void onState(int job, Update update, long observedNanos) {
    connection.onUpdate(update, observedNanos);
    Accepted of = accepted.get(job);
    if (of == null || !update.feed().equals(of.feed())) {
      throw new AssertionError("job " + job + " is " + of + ", but was told of " + update);
    }
    of.states().add(JobState.ofPayload(update.payload()).orElseThrow());
  }

  @Override
  public void onConnected(Exchange exchange) {
    connection.onExchange(exchange);
  }

  @Override
  public void onConnectionOpened() {
    connection.onConnectionOpened();
  }

  @Override
  public void onSecured(TlsFacts tls) {
    connection.onSecured(tls);
  }

  @Override
  public void onReconnect() {
    connection.onReconnect();
  }

  @Override
  public void onFailure(String failure) {
    connection.onFailure(failure);
  }

  /** All that is not of one job, and all exchanges and updates. */
  public Recorder connection() {
    return connection;
  }

  /** The answers to submissions, in the order of the jobs. */
  public synchronized List<Exchange> submissions() {
    return List.copyOf(submissions.values());
  }

  /** What was told of each job that was accepted, by its feed. */
  public synchronized Map<String, List<JobState>> states() {
    var copy = new TreeMap<String, List<JobState>>();
    accepted.values().forEach(job -> copy.put(job.feed(), List.copyOf(job.states())));
    return copy;
  }
}
