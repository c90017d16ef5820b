package dev.pushpull.tune.answer;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.Choice;
import dev.pushpull.tune.Grids;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Crossing;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a question: which poll interval, at what price, and what else. */
public final class Tuner {

  /** One of each kind that costs differently. */
  private static final List<Strategy> KINDS =
      Stream.of("poll@1s", "conditional-poll@1s", "long-poll", "sse", "websocket")
          .map(Strategy::parse)
          .toList();

  private Tuner() {}

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
    var search = new Search(question, played);
    return new Advice(recommendation(search), search.run);
  }

  private static Recommendation recommendation(Search search) {
    List<Crossing> crossings = crossings(search);
    Optional<TraceFacts> trace = PoissonBaseline.facts(search);
    List<String> answer = new Sentences(search).all(crossings, trace);
    roles(search).forEach(search.monteCarlo::bound);
    return new Recommendation(
        Recommendation.SCHEMA,
        Facts.asked(search.question),
        Facts.assumptions(search.question),
        Facts.check(search.run),
        search.best().isPresent() ? "RECOMMENDED" : "IMPOSSIBLE",
        name(search.best()),
        name(search.bestFixed),
        name(search.bestFeedback),
        name(search.bestPush),
        name(search.neighbour(1)),
        name(search.neighbour(-1)),
        answer,
        search.all().stream().map(choice -> Facts.candidate(choice, search)).toList(),
        crossings,
        trace.orElse(null),
        notes(search));
  }

  /** What a verifying run would measure beside the recommendation. */
  private static Stream<Choice> roles(Search search) {
    return Stream.of(
            search.bestFixed,
            search.neighbour(1),
            search.neighbour(-1),
            search.bestFeedback,
            search.bestPush)
        .flatMap(Optional::stream);
  }

  private static @Nullable String name(Optional<Choice> choice) {
    return choice.map(c -> c.strategy().toString()).orElse(null);
  }

  /** The cheapest push that holds against the best fixed poll. */
  private static List<Crossing> crossings(Search search) {
    return poll(search).stream()
        .flatMap(poll -> search.bestPush.stream().map(p -> search.crossings.of(p.strategy(), poll)))
        .toList();
  }

  private static Optional<Strategy.Poll> poll(Search search) {
    return search.bestFixed.map(choice -> (Strategy.Poll) choice.strategy());
  }

  private static List<String> notes(Search search) {
    Question question = search.question;
    var notes = new ArrayList<>(question.warnings());
    if (!search.run.hasSamples()) {
      notes.add(
          "a run of %s s is too short for the requested percentiles: too few updates arrive"
              .formatted(search.run.timing().window().toSeconds()));
    }
    if (question.service().meanNanos() >= Grids.MIN_INTERVAL.toNanos()) {
      notes.add(
          "intervals that are not longer than the mean round trip of %s are skipped: the next"
                  .formatted(Numbers.millis(2 * question.delayMillis()))
              + " poll would be due before the answer");
    }
    if (question.finest().compareTo(Grids.MIN_INTERVAL) > 0) {
      notes.add(
          "the recording cannot tell times within %s apart: shorter intervals are skipped, and limits of freshness are kept with so much to spare"
              .formatted(Numbers.millis(question.finest().toNanos() / 1e6)));
    }
    boolean constant =
        search
            .bestPush
            .map(push -> question.service().forStrategy(push.strategy()))
            .filter(service -> service.quantileNanos(0) == service.maxNanos())
            .isPresent();
    if (constant) {
      notes.add(
          "with a constant round trip a push always takes half of it: random delays of server"
              + " and clients are not included");
    }
    KINDS.stream()
        .filter(strategy -> question.kinds().contains(StrategyKind.of(strategy)))
        .flatMap(strategy -> question.unitCosts().lack(strategy).stream())
        .forEach(notes::add);
    search.refused().forEach(why -> notes.add("a simulated run was not used: " + why));
    poll(search)
        .ifPresent(
            poll ->
                notes.add(
                    "clients that start together poll together: let each start at a random phase,"
                        + " or poll with jitter, as in %s~10%%".formatted(poll)));
    return notes;
  }
}
