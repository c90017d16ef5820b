package dev.pushpull.trial.job;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;
import dev.pushpull.measure.JobTimes;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Samples;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.verdict.ClientCounts;
import dev.pushpull.verdict.Total;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Records what one client experiences with its jobs. Safe from any thread. */
public final class JobProbe extends ClientCounts implements JobListener {

  private static final int TOO_MANY_REQUESTS = 429;

  /** One job that was accepted. */
  private static final class Watched {
    private final String feed;
    private final long acceptedNanos;
    private final RequestLog requests = new RequestLog();
    private Ticks ticks = Ticks.NONE;
    private int asked;
    private long version;
    private long knownNanos = JobTimes.UNKNOWN;

    Watched(String feed, long acceptedNanos) {
      this.feed = feed;
      this.acceptedNanos = acceptedNanos;
    }
  }

  private final Map<Integer, Watched> jobs = new HashMap<>(); // guarded by this
  private final RequestLog submissions = new RequestLog();

  /**
   * Has seen nothing yet.
   *
   * @param client its number among all of the trial's
   */
  public JobProbe(int client) {
    super(client);
  }

  @Override
  public synchronized void onSubmitted(int job, Exchange exchange, Optional<String> feed) {
    answered(exchange.status());
    submissions.add(exchange.dueNanos(), exchange.startedNanos(), exchange.completedNanos(), false);
    if (exchange.status() == TOO_MANY_REQUESTS) {
      count(Total.REFUSED);
    }
    count(Total.SUBMITTED);
    feed.ifPresent(
        name -> {
          count(Total.ACCEPTED);
          jobs.put(job, new Watched(name, exchange.completedNanos()));
        });
  }

  /**
   * Keeps a job's schedule, so that its ticks are known.
   *
   * @param all its ticks where the answers do not make them, used nowhere else
   */
  public synchronized PollSchedule noted(int job, PollSchedule schedule, Ticks all) {
    var noted = new NotedSchedule(schedule, all);
    watched(job).ticks = noted;
    return noted;
  }

  @Override
  public synchronized void onWatched(int job, Exchange exchange) {
    answered(exchange.status());
    Watched watched = watched(job);
    watched.asked++;
    if (exchange.kind() == Exchange.Kind.OPEN_STREAM) {
      count(Total.HANDSHAKES);
      askedOther(exchange.startedNanos());
    } else {
      note(watched.requests, exchange, isWasted(watched, exchange));
    }
  }

  /** A poll that did not report the end, or a wait that ended without news. */
  private static boolean isWasted(Watched watched, Exchange exchange) {
    return exchange.kind() == Exchange.Kind.LONG_POLL
        ? exchange.status() == 304
        : watched.knownNanos == JobTimes.UNKNOWN;
  }

  @Override
  public synchronized void onState(int job, Update update, long observedNanos) {
    count(Total.MESSAGES);
    Watched watched = watched(job);
    if (update.version() < watched.version) {
      count(Total.FALLEN);
    }
    watched.version = Math.max(watched.version, update.version());
    JobState.ofPayload(update.payload())
        .filter(state -> state.isFinal() && watched.knownNanos == JobTimes.UNKNOWN)
        .ifPresent(
            state -> {
              watched.knownNanos = observedNanos;
              count(state == JobState.FAILED ? Total.FAILED : Total.PROCESSED);
            });
  }

  private Watched watched(int job) {
    Watched watched = jobs.get(job);
    if (watched == null) {
      throw new IllegalStateException("job " + job + " was not accepted");
    }
    return watched;
  }

  @Override
  public synchronized void onConnected(Exchange exchange) {
    answered(exchange.status());
    count(Total.MESSAGES);
  }

  /** Shows each job that was accepted, by its feed. */
  public synchronized void forEach(BiConsumer<String, JobTimes> viewer) {
    for (Watched job : jobs.values()) {
      int polls = job.ticks instanceof Ticks.None ? 0 : job.requests.size();
      viewer.accept(job.feed, new JobTimes(job.acceptedNanos, job.knownNanos, job.asked, polls));
    }
  }

  /** Names of the feeds of those whose end is not known. */
  synchronized List<String> unknown() {
    return jobs.values().stream()
        .filter(job -> job.knownNanos == JobTimes.UNKNOWN)
        .map(job -> job.feed)
        .toList();
  }

  /** Adds a window's requests that watched. */
  synchronized void addRequests(RequestMeter meter, Window window) {
    jobs.values().forEach(job -> meter.add(job.requests, job.ticks, window));
  }

  /** Adds how long the submissions sent in a window took. */
  void addSubmissions(Samples latency, Window window) {
    for (int i = 0; i < submissions.size(); i++) {
      if (window.contains(submissions.startedAt(i))) {
        latency.add(submissions.completedAt(i) - submissions.startedAt(i));
      }
    }
  }
}
