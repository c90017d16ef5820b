package dev.pushpull.simulate;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.schedule.ArrivalTimes;
import java.util.SplittableRandom;

/**
 * The same trial played out event by event into the logs that a real one writes, and metered as a
 * real one is: what the simulator must agree with to the ns.
 */
final class Materialised {

  private static final long LONG_POLL_WAIT = 30_000_000_000L;

  final DeliveryMeter delivery = new DeliveryMeter();
  final FreshnessMeter freshness = new FreshnessMeter();
  final RequestMeter requests = new RequestMeter();
  long published;
  long duplicates;

  private final SimulationSpec spec;

  private Materialised(SimulationSpec spec) {
    this.spec = spec;
  }

  static Materialised of(SimulationSpec spec) {
    var materialised = new Materialised(spec);
    for (int feed = 0; feed < spec.workload().feeds(); feed++) {
      materialised.play(feed);
    }
    return materialised;
  }

  /** What one subscriber leaves. */
  private record Life(ObservationLog seen, RequestLog requests, Ticks ticks) {
    Life(Ticks ticks) {
      this(new ObservationLog(), new RequestLog(), ticks);
    }
  }

  private void play(int feed) {
    PublishLog log = published(feed);
    int watchers = spec.watchers(feed);
    double[] phases = Phases.stratified(Seeds.phases(spec.seed(), spec.repeat(), feed), watchers);
    for (int i = 0; i < watchers; i++) {
      var random = new SplittableRandom(Seeds.service(spec.seed(), spec.repeat(), feed, i));
      long paceSeed = Seeds.pace(spec.seed(), spec.repeat(), feed, i);
      meter(log, live(log, phases[i], paceSeed, random));
    }
  }

  private PublishLog published(int feed) {
    var log = new PublishLog();
    ArrivalTimes times = spec.updates().of(feed);
    for (long at = times.nextNanos();
        at < 2 * spec.endNanos() + 60_000_000_000L;
        at = times.nextNanos()) {
      log.add(at, at, 0);
    }
    return log;
  }

  private Life live(PublishLog log, double phase, long paceSeed, SplittableRandom random) {
    return switch (spec.strategy()) {
      case Strategy.Poll poll -> polled(log, poll, phase, paceSeed, random);
      case Strategy.LongPoll _ -> longPolled(log, random);
      default -> pushed(log, random);
    };
  }

  private long start() {
    return -spec.timing().warmup().toNanos();
  }

  private static int newestAt(PublishLog log, long read) {
    return log.firstAtOrAfter(read + 1) - 1;
  }

  private static void see(PublishLog log, ObservationLog seen, int version, long at) {
    seen.add(version, at, log.publishedAt(version), 0);
  }

  private Life polled(
      PublishLog log, Strategy.Poll poll, double phase, long paceSeed, SplittableRandom random) {
    Pace pace = poll.pace();
    long span = pace.span().toNanos();
    long first = start() + (long) (phase * span);
    PollSchedule schedule = Schedules.of(pace, first, paceSeed);
    Ticks ticks;
    if (pace.isOpenLoop()) {
      ticks = Ticks.openLoop(pace, first, paceSeed);
    } else {
      var noted = new NotedSchedule(schedule);
      schedule = noted;
      ticks = noted;
    }
    long hint =
        pace instanceof Pace.Hinted
            ? spec.workload().hintSeconds() * 1_000_000_000L
            : PollSchedule.NO_HINT;
    Life life = new Life(ticks);
    see(log, life.seen, 1, start());
    long due = first;
    while (due < spec.endNanos() + 4 * span) {
      long roundTrip = spec.service().roundTripNanos(random);
      long completed = due + roundTrip;
      int newest = newestAt(log, due + roundTrip / 2);
      boolean changed = newest > life.seen.held();
      if (changed || !poll.conditional()) {
        see(log, life.seen, newest, completed);
      }
      life.requests.add(due, due, completed, !changed);
      due = schedule.nextNanos(completed, changed, hint);
    }
    return life;
  }

  private Life pushed(PublishLog log, SplittableRandom random) {
    Life life = new Life(Ticks.NONE);
    see(log, life.seen, 1, start());
    long last = start();
    for (int version = 2; version <= log.newest(); version++) {
      if (version < log.newest() && log.publishedAt(version + 1) == log.publishedAt(version)) {
        continue;
      }
      long roundTrip = spec.service().roundTripNanos(random);
      last = Math.max(last, log.publishedAt(version) + roundTrip - roundTrip / 2);
      see(log, life.seen, version, last);
    }
    return life;
  }

  private Life longPolled(PublishLog log, SplittableRandom random) {
    Life life = new Life(Ticks.NONE);
    see(log, life.seen, 1, start());
    long sent = start();
    while (sent < spec.endNanos()) {
      long roundTrip = spec.service().roundTripNanos(random);
      long arrived = sent + roundTrip / 2;
      int next = (int) life.seen.held() + 1;
      long news = next <= log.newest() ? log.publishedAt(next) : Long.MAX_VALUE;
      long answered = Math.min(Math.max(arrived, news), arrived + LONG_POLL_WAIT);
      long completed = answered + roundTrip - roundTrip / 2;
      int newest = newestAt(log, answered);
      boolean changed = newest > life.seen.held();
      if (changed) {
        see(log, life.seen, newest, completed);
      }
      life.requests.add(sent, sent, completed, !changed);
      sent = completed;
    }
    return life;
  }

  private void meter(PublishLog log, Life life) {
    Windows windows = spec.windows();
    for (int i = 0; i < windows.count(); i++) {
      var window = new Window(windows.start(i), windows.end(i), windows.drainEnd(i));
      published += log.publishedIn(window);
      duplicates += life.seen.duplicatesIn(window);
      delivery.add(log, life.seen, window);
      freshness.add(log, life.seen, window);
      requests.add(life.requests, life.ticks, window);
    }
  }
}
