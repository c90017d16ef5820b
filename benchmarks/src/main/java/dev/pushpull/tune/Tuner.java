package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.tune.Recommendation.Crossing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a question: which poll interval, at what price, and what else. */
public final class Tuner {

  private final Question question;
  private final Search search;

  private Tuner(Question question) {
    this.question = question;
    this.search = new Search(question);
  }

  /** The advice; the same question gets the same one. Takes a few seconds of all processors. */
  public static Advice advise(Question question) {
    var tuner = new Tuner(question);
    return new Advice(tuner.recommendation(), tuner.search.run());
  }

  private Recommendation recommendation() {
    List<String> answer = answer();
    roles().forEach(this::bound);
    List<Crossing> crossings = crossings();
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
        TraceTwin.facts(question).orElse(null),
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

  private List<String> answer() {
    var words = new Sentences(question);
    var sentences = new ArrayList<String>();
    Optional<Choice> best = search.best();
    Optional<Choice> fixed = search.bestFixed();
    best.ifPresent(choice -> sentences.addAll(words.recommended(choice, bound(choice))));
    if (fixed.isEmpty()) {
      sentences.addAll(new Diagnosis(question, search.fixed(), search.rehearsal()).sentences());
    }
    if (best.isEmpty()) {
      search.freshPush().map(words::pushMisses).ifPresent(sentences::add);
    }
    fixed
        .filter(choice -> !best.equals(fixed))
        .ifPresent(choice -> sentences.add(words.bestPoll(choice, bound(choice))));
    sentences.addAll(others(words));
    return sentences;
  }

  /** What is beside the best. */
  private List<String> others(Sentences words) {
    var sentences = new ArrayList<String>();
    search.neighbour(1).map(next -> words.nextCheaper(next, bound(next))).ifPresent(sentences::add);
    search.neighbour(-1).map(words::nextFresher).ifPresent(sentences::add);
    search
        .bestFixed()
        .ifPresent(
            fixed -> {
              if (question.isTrace()) {
                search
                    .expectedFixed()
                    .map(whole -> words.wholeTrace(whole, fixed, search.run()))
                    .ifPresent(sentences::add);
              }
              search
                  .bestFeedback()
                  .map(other -> words.feedback(other, fixed))
                  .ifPresent(sentences::add);
            });
    search
        .bestFixed()
        .ifPresent(fixed -> crossings().forEach(c -> sentences.add(words.crossing(c, fixed))));
    return sentences;
  }

  private Bound bound(Choice choice) {
    return search.rehearsal().bound(choice.strategy());
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

  private List<String> notes() {
    var notes = new ArrayList<String>();
    if (!search.run().hasSamples()) {
      notes.add(
          "a run of %s s is too short for the percentiles that are asked for: too few updates come"
              .formatted(search.run().timing().window().toSeconds()));
    }
    for (Strategy strategy :
        List.of(
            Strategy.parse("poll@1s"),
            Strategy.parse("conditional-poll@1s"),
            new Strategy.LongPoll(),
            new Strategy.ServerSentEvents(),
            new Strategy.WebSocket())) {
      question.unitCosts().lack(strategy).ifPresent(notes::add);
    }
    poll()
        .ifPresent(
            poll ->
                notes.add(
                    "clients that start together poll together: let each start at a random phase,"
                        + " or poll with jitter, as in %s~10%%".formatted(poll)));
    return notes;
  }
}
