package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.tune.Recommendation.Crossing;
import dev.pushpull.tune.Recommendation.TraceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a question: which poll interval, at what price, and what else. */
public final class Tuner {

  /** One of each kind that costs differently. */
  private static final List<Strategy> KINDS =
      List.of(
          Strategy.parse("poll@1s"),
          Strategy.parse("conditional-poll@1s"),
          new Strategy.LongPoll(),
          new Strategy.ServerSentEvents(),
          new Strategy.WebSocket());

  private final Question question;
  private final Search search;

  private Tuner(Question question, Runnable played) {
    this.question = question;
    this.search = new Search(question, played);
  }

  /** The advice; the same question gets the same one. Takes a few seconds of all processors. */
  public static Advice advise(Question question) {
    return advise(question, () -> {});
  }

  /**
   * The same.
   *
   * @param played told of each trial that is played through in virtual time, from any thread
   */
  public static Advice advise(Question question, Runnable played) {
    var tuner = new Tuner(question, played);
    return new Advice(tuner.recommendation(), tuner.search.run());
  }

  private Recommendation recommendation() {
    List<Crossing> crossings = crossings();
    Optional<TraceFacts> trace = TraceTwin.facts(search);
    List<String> answer = Answer.of(search, crossings, trace);
    roles().forEach(choice -> search.rehearsal().bound(choice));
    return new Recommendation(
        Recommendation.SCHEMA,
        Facts.asked(question),
        Facts.assumptions(question),
        Facts.check(search.run()),
        search.best().isPresent() ? "RECOMMENDED" : "IMPOSSIBLE",
        name(search.best()),
        name(search.bestFixed()),
        name(search.bestFeedback()),
        name(search.bestPush()),
        name(search.neighbour(1)),
        name(search.neighbour(-1)),
        answer,
        search.all().stream().map(choice -> Facts.candidate(choice, search.rehearsal())).toList(),
        crossings,
        trace.orElse(null),
        notes());
  }

  /** What a verifying run would measure beside the recommendation. */
  private List<Choice> roles() {
    return Stream.of(
            search.bestFixed(),
            search.neighbour(1),
            search.neighbour(-1),
            search.bestFeedback(),
            search.bestPush())
        .flatMap(Optional::stream)
        .toList();
  }

  private static @Nullable String name(Optional<Choice> choice) {
    return choice.map(c -> c.strategy().toString()).orElse(null);
  }

  /** The cheapest push that holds against the best fixed poll. */
  private List<Crossing> crossings() {
    return Stream.of(search.bestPush())
        .flatMap(Optional::stream)
        .flatMap(push -> poll().map(poll -> search.crossings().of(push.strategy(), poll)).stream())
        .toList();
  }

  private Optional<Strategy.Poll> poll() {
    return search
        .bestFixed()
        .map(Choice::strategy)
        .filter(Strategy.Poll.class::isInstance)
        .map(Strategy.Poll.class::cast);
  }

  /** Whether a push is told of whose delays vary in no way. */
  private boolean isBare() {
    return search
        .bestPush()
        .map(push -> question.service().forStrategy(push.strategy()))
        .filter(service -> service.quantileNanos(0) == service.maxNanos())
        .isPresent();
  }

  private List<String> notes() {
    var notes = new ArrayList<>(question.warnings());
    if (!search.run().hasSamples()) {
      notes.add(
          "a run of %s s is too short for the requested percentiles: too few updates arrive"
              .formatted(search.run().timing().window().toSeconds()));
    }
    if (question.service().meanNanos() >= Grids.LEAST.toNanos()) {
      notes.add(
          "intervals that are not longer than the mean round trip of %s are skipped: the next"
                  .formatted(Words.figure("stalenessMs.mean", 2 * question.delayMillis()))
              + " poll would be due before the answer");
    }
    if (isBare()) {
      notes.add(
          "with a constant round trip a push always takes half of it: random delays of server"
              + " and clients are not included");
    }
    KINDS.stream()
        .filter(strategy -> question.ways().contains(Way.of(strategy)))
        .flatMap(strategy -> question.unitCosts().lack(strategy).stream())
        .forEach(notes::add);
    search.refused().forEach(why -> notes.add("a simulated run was not used: " + why));
    poll()
        .ifPresent(
            poll ->
                notes.add(
                    "clients that start together poll together: let each start at a random phase,"
                        + " or poll with jitter, as in %s~10%%".formatted(poll)));
    return notes;
  }
}
