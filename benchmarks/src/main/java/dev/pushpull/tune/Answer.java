package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.tune.Recommendation.Crossing;
import dev.pushpull.tune.Recommendation.TraceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which sentences an advice is made of, in their order: the best first, then what is beside it. */
final class Answer {

  private final Search search;
  private final Question question;
  private final Sentences words;
  private final List<String> sentences = new ArrayList<>();

  private Answer(Search search) {
    this.search = search;
    this.question = search.question();
    this.words = new Sentences(question);
  }

  static List<String> of(Search search, List<Crossing> crossings, Optional<TraceFacts> trace) {
    var answer = new Answer(search);
    answer.best();
    answer.neighbours();
    search.bestFixed().ifPresent(answer::beside);
    trace.flatMap(Sentences::twin).ifPresent(answer.sentences::add);
    search
        .bestFixed()
        .ifPresent(
            fixed -> crossings.forEach(c -> answer.sentences.add(answer.words.crossing(c, fixed))));
    return answer.sentences;
  }

  private Bound bound(Choice choice) {
    return search.rehearsal().bound(choice);
  }

  private void best() {
    Optional<Choice> best = search.best();
    Optional<Choice> fixed = search.bestFixed();
    best.ifPresent(choice -> sentences.addAll(words.recommended(choice, bound(choice))));
    if (fixed.isEmpty()) {
      sentences.addAll(new Diagnosis(search).sentences());
    }
    if (best.isEmpty()) {
      push();
    }
    boolean push = best.map(Choice::strategy).filter(Strategy::isPush).isPresent();
    fixed
        .filter(choice -> !best.equals(fixed))
        .map(choice -> words.bestPoll(choice, bound(choice), push))
        .ifPresent(sentences::add);
  }

  /** Why none of those that were asked for is taken either. */
  private void push() {
    if (!search.push().isEmpty()) {
      sentences.add(
          search
              .freshPush()
              .map(push -> words.pushMisses(push, bound(push)))
              .orElse("Push does not meet it either."));
    }
  }

  private void neighbours() {
    search.neighbour(1).map(next -> words.nextCheaper(next, bound(next))).ifPresent(sentences::add);
    search
        .neighbour(-1)
        .map(next -> next(next, search.round().equals(Optional.of(next))))
        .ifPresent(sentences::add);
  }

  private String next(Choice fresher, boolean isRound) {
    return isRound
        ? words.round(fresher, search.bestFixed().orElse(fresher))
        : words.nextFresher(fresher);
  }

  private void beside(Choice fixed) {
    if (question.isTrace()) {
      search
          .expectedFixed()
          .map(whole -> words.wholeTrace(whole, fixed, search.run()))
          .ifPresent(sentences::add);
    }
    search
        .bestFeedback()
        .map(
            other ->
                search.best().equals(Optional.of(other))
                    ? words.feedbackIsBest(other, fixed)
                    : words.feedback(other, fixed))
        .ifPresent(sentences::add);
  }
}
