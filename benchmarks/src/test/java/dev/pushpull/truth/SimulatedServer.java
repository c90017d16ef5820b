package dev.pushpull.truth;

import dev.pushpull.measure.RequestLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One feed of a made-up server for some seconds, of which all is known: the harness publishes now
 * and then, others too; clients listen and poll. Everything is drawn from a seed.
 */
final class SimulatedServer {

  static final long MS = 1_000_000;
  static final long START = 1_000 * MS;
  static final long END = 9_000 * MS;

  /** What may happen. */
  record Habits(
      int listeners,
      int pollers,
      boolean hasForeign,
      boolean losesPublishes,
      boolean showsLater,
      boolean tellsStamps) {

    static final Habits USUAL = new Habits(2, 3, false, false, false, true);
  }

  /** An update as it really was. */
  record Event(long published, long shown, long due, OptionalLong stamp) {}

  private record Message(int client, Event event, long at) {}

  final List<Event> events = new ArrayList<>();
  final List<Publish> publishes = new ArrayList<>();
  final List<SightLog> logs = new ArrayList<>();
  final RequestLog fastRequests = new RequestLog();
  final List<ClockOffset.Exchange> exchanges = new ArrayList<>();

  /** The versions in the order of their first sight, from number 1. */
  final List<Event> versions = new ArrayList<>();

  private final Random random;
  private final Habits habits;
  private final List<Message> messages = new ArrayList<>();
  private final Map<Event, Integer> numbers = new HashMap<>();
  private final Map<Integer, Event> eventOfPublish = new HashMap<>();

  SimulatedServer(long seed, Habits habits) {
    this.random = new Random(seed);
    this.habits = habits;
    events.add(new Event(START - 100 * MS, START - 100 * MS, -1, OptionalLong.empty()));
    publish();
    if (habits.hasForeign) {
      for (long at = START; at < END; at += (long) (-Math.log(random.nextDouble()) * 300 * MS)) {
        events.add(new Event(at, at, -1, OptionalLong.empty()));
      }
    }
    events.sort(Comparator.comparingLong(Event::published));
    showInOrder();
    listen();
  }

  /** The log of the fast poller is the last. */
  SightLog fast() {
    return logs.getLast();
  }

  private long between(double leastMillis, double mostMillis) {
    return (long) ((leastMillis + random.nextDouble() * (mostMillis - leastMillis)) * MS);
  }

  private void publish() {
    long due = START;
    long free = START;
    for (int n = 0; due < END; n++) {
      due += 1 + (long) (-Math.log(random.nextDouble()) * 100 * MS);
      long sent = Math.max(due, free);
      long published = sent + between(0.1, 3);
      long answered = published + between(0.1, 3);
      long stamp = 5_000_000L + n;
      double luck = habits.losesPublishes ? random.nextDouble() : 1;
      boolean isLost = luck < 0.05;
      boolean isUnanswered = luck < 0.1;
      boolean isRefused = luck >= 0.1 && luck < 0.15;
      if (!isLost && !isRefused) {
        boolean neverShown = luck >= 0.15 && luck < 0.2;
        long shown =
            neverShown ? Long.MAX_VALUE : published + (habits.showsLater ? between(0, 80) : 0);
        var event = new Event(published, shown, due, OptionalLong.of(stamp));
        events.add(event);
        eventOfPublish.put(publishes.size(), event);
      }
      long end = isUnanswered ? Publish.UNANSWERED : answered;
      publishes.add(new Publish(stamp, due, sent, end, !isUnanswered && !isRefused, 0));
      free = isUnanswered ? sent + 50 * MS : answered;
    }
  }

  /** A feed shows its updates in order; one that is held up holds up what follows. */
  private void showInOrder() {
    long last = Long.MIN_VALUE;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.shown == Long.MAX_VALUE) {
        continue;
      }
      last = Math.max(last + 1, event.shown);
      var shown = new Event(event.published, last, event.due, event.stamp);
      events.set(i, shown);
      eventOfPublish.replaceAll((_, was) -> was.equals(event) ? shown : was);
    }
  }

  private void listen() {
    int client = 0;
    for (int i = 0; i < habits.listeners; i++) {
      pushTo(client++);
    }
    for (int i = 0; i < habits.pollers; i++) {
      poll(client++, between(50, 200), new RequestLog());
    }
    poll(client++, 20 * MS, fastRequests);
    for (int i = 0; i < client; i++) {
      logs.add(new SightLog());
    }
    messages.sort(Comparator.comparingLong(Message::at));
    for (Message message : messages) {
      int number =
          numbers.computeIfAbsent(
              message.event,
              event -> {
                versions.add(event);
                return versions.size();
              });
      logs.get(message.client).add(number, message.at);
    }
  }

  private void pushTo(int client) {
    long last = 0;
    for (Event event : events) {
      if (event.shown != Long.MAX_VALUE) {
        last = Math.max(last + 1, Math.max(event.shown, START) + between(0.05, 4));
        messages.add(new Message(client, event, last));
      }
    }
  }

  private void poll(int client, long interval, RequestLog requests) {
    @Nullable Event held = null;
    long free = 0;
    for (long due = START + between(0, 20); due < END + 500 * MS; due += interval) {
      long started = Math.max(due, free);
      long read = started + between(0.1, random.nextInt(10) == 0 ? 60 : 3);
      long completed = read + between(0.1, random.nextInt(10) == 0 ? 60 : 3);
      Event newest = newestAt(read);
      boolean isHeld = newest.equals(held);
      boolean isSilent = isHeld && random.nextBoolean(); // 304
      if (!isSilent) {
        messages.add(new Message(client, newest, completed));
      }
      requests.add(due, started, completed, isHeld);
      held = newest;
      free = completed;
    }
  }

  private Event newestAt(long read) {
    Event newest = events.getFirst();
    for (Event event : events) {
      newest = event.shown <= read ? event : newest;
    }
    return newest;
  }

  /** What clients can know: with stamps, or with answers that name versions. */
  Sights sights() {
    List<Told> told =
        versions.stream()
            .map(
                event ->
                    habits.tellsStamps ? new Told(event.stamp, OptionalLong.empty()) : Told.NOTHING)
            .toList();
    return new Sights(told, logs);
  }

  /** The harness's log; answers name versions where updates do not tell stamps. */
  List<Publish> publishes() {
    var named = new ArrayList<Publish>();
    for (int i = 0; i < publishes.size(); i++) {
      Publish publish = publishes.get(i);
      boolean isNamed = !habits.tellsStamps && publish.accepted();
      int version = isNamed ? numbers.getOrDefault(eventOfPublish.get(i), 0) : 0;
      named.add(
          new Publish(
              publish.stamp(),
              publish.dueNanos(),
              publish.sentNanos(),
              publish.answeredNanos(),
              publish.accepted(),
              version));
    }
    return named;
  }

  /**
   * What clients can know of a server whose updates tell the time.
   *
   * @param offset of its clock at the start
   * @param drift of its clock, as a share of time
   */
  Sights timed(long offset, double drift, long step) {
    List<Told> told =
        versions.stream()
            .map(
                event ->
                    new Told(
                        OptionalLong.empty(),
                        OptionalLong.of(time(event.published, offset, drift, step))))
            .toList();
    return new Sights(told, logs);
  }

  /** What answers to publishes tell of that clock. */
  List<ClockOffset.Exchange> exchanges(long offset, double drift, long step) {
    var exchanges = new ArrayList<ClockOffset.Exchange>();
    for (int i = 0; i < publishes.size(); i++) {
      Publish publish = publishes.get(i);
      Event event = eventOfPublish.get(i);
      if (publish.accepted() && event != null) {
        long time = time(event.published, offset, drift, step);
        exchanges.add(new ClockOffset.Exchange(publish.sentNanos(), time, publish.answeredNanos()));
      }
    }
    return exchanges;
  }

  private static long time(long nanos, long offset, double drift, long step) {
    long time = nanos + offset + (long) (nanos * drift);
    return time - Math.floorMod(time, step);
  }

  /** What an update of the truth really was. */
  Event event(Published update) {
    return update.version() > 0
        ? versions.get((int) update.version() - 1)
        : events.stream()
            .filter(event -> event.due == update.dueNanos().orElseThrow())
            .findFirst()
            .orElseThrow();
  }
}
