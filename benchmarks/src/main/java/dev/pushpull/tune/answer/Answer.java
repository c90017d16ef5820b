package dev.pushpull.tune.answer;

import dev.pushpull.spec.Strategy;
import dev.pushpull.tune.Choice;
import dev.pushpull.tune.Recommendation.Crossing;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which sentences an advice is made of, in their order: the best first, then what is beside it. */
final class Answer {

  private Answer() {}

  static List<String> of(Search search, List<Crossing> crossings, Optional<TraceFacts> trace) {
    var words = new Sentences(search);
    var sentences = new ArrayList<String>();
    Optional<Choice> best = search.best();
    Optional<Choice> fixed = search.bestFixed;
    best.ifPresent(choice -> sentences.addAll(words.recommended(choice)));
    if (fixed.isEmpty()) {
      sentences.addAll(new Diagnosis(search).sentences());
    }
    if (best.isEmpty() && !search.push.isEmpty()) {
      sentences.add(
          search.freshPush().map(words::pushMisses).orElse("Push does not meet it either."));
    }
    boolean push = best.map(Choice::strategy).filter(Strategy::isPush).isPresent();
    fixed
        .filter(choice -> !best.equals(fixed))
        .ifPresent(choice -> sentences.add(words.bestPoll(choice, push)));
    search.neighbour(1).ifPresent(next -> sentences.add(words.nextCheaper(next)));
    search
        .neighbour(-1)
        .ifPresent(
            next ->
                sentences.add(
                    search.round.equals(Optional.of(next))
                        ? words.round(next, fixed.orElse(next))
                        : words.nextFresher(next)));
    fixed.ifPresent(choice -> beside(search, words, choice, sentences::add));
    trace.flatMap(Sentences::poisson).ifPresent(sentences::add);
    fixed.ifPresent(choice -> crossings.forEach(c -> sentences.add(words.crossing(c, choice))));
    return sentences;
  }

  private static void beside(
      Search search, Sentences words, Choice fixed, Consumer<String> sentences) {
    if (search.question.trace().isPresent()) {
      search
          .expectedFixed()
          .map(whole -> words.wholeTrace(whole, fixed, search.run))
          .ifPresent(sentences);
    }
    search
        .bestFeedback
        .map(
            other ->
                search.best().equals(Optional.of(other))
                    ? words.feedbackIsBest(other, fixed)
                    : words.feedback(other, fixed))
        .ifPresent(sentences);
  }
}
