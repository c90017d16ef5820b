package dev.pushpull.tune.recorded;

import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.TotalCosts;
import dev.pushpull.tune.Words;
import dev.pushpull.tune.answer.Tuner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers a question about a recorded server for each end of what is known of its updates. What is
 * advised holds at all of them.
 */
public final class RecordedTuner {

  private final RecordedRun run;
  private final CostKind cost;
  private final List<Answer> answers = new ArrayList<>();

  private record Answer(RecordedRun.End end, Advice advice) {
    private Recommendation told() {
      return advice.recommendation();
    }
  }

  private RecordedTuner(RecordedRun run, Question question, Runnable played) {
    this.run = run;
    this.cost = question.cost();
    for (RecordedRun.End end : run.ends()) {
      answers.add(new Answer(end, Tuner.advise(question.of(end.arrivals()), played)));
    }
  }

  /**
   * The advice.
   *
   * @param question whose updates are replaced by those of the recording
   * @param played told of each trial that is played through in virtual time, from any thread
   */
  public static Advice advise(RecordedRun run, Question question, Runnable played) {
    return new RecordedTuner(run, question, played).advice();
  }

  private Advice advice() {
    Optional<Answer> nothing =
        answers.stream().filter(answer -> !answer.told().advises()).findFirst();
    Optional<Answer> binding = nothing.or(this::holding);
    Answer told = binding.orElseGet(answers::getFirst);
    Recommendation recommendation = told.told().with(words(binding), run.recording().notes());
    return new Advice(
        binding.isEmpty() ? recommendation.refused() : recommendation, told.advice().run());
  }

  private List<String> words(Optional<Answer> binding) {
    var words = new ArrayList<>(List.of(known()));
    if (answers.size() > 1) {
      words.add(
          answers.stream()
                  .map(answer -> answer.end().words() + " " + told(answer))
                  .collect(Collectors.joining("; ", "Advised alone: ", ". "))
              + binding
                  .map(answer -> answer.told().recommended())
                  .map(strategy -> strategy + " holds throughout.")
                  .orElse("Nothing was found that holds throughout."));
    }
    return words;
  }

  private String known() {
    var recording = run.recording();
    String counted =
        "%s in %s"
            .formatted(
                Words.count(recording.updates(), "update"), Words.seconds(recording.feedSeconds()));
    if (run.isEnough()) {
      return "It stands on %s, 19 of 20 of them known within %s, which is left to spare."
          .formatted(counted, Numbers.millis(recording.resolutionMs()));
    }
    RateInterval rate = run.rate();
    return "It stands on only %s: a rate of %s to %s (90 %%), at random. Record longer to know more."
        .formatted(counted, Words.rate(rate.least()), Words.rate(rate.most()));
  }

  private String told(Answer answer) {
    String strategy = answer.told().recommended();
    String poll = answer.told().bestFixed();
    if (strategy == null) {
      return "nothing";
    }
    String told =
        "%s for %s".formatted(strategy, Words.cost(cost, cost(answer.told().candidate(strategy))));
    return poll == null || poll.equals(strategy) ? told : told + " or " + poll;
  }

  private double cost(Candidate candidate) {
    TotalCosts costs = candidate.costs();
    return costs.of(cost);
  }

  /**
   * The one whose advice holds everywhere, its poll too, and costs least where it costs most; of
   * equal ones the last, which shows the worst figures.
   */
  private Optional<Answer> holding() {
    return answers.reversed().stream()
        .filter(
            answer -> answers.stream().allMatch(at -> advised(answer).allMatch(c -> holds(c, at))))
        .min(Comparator.comparingDouble(this::mostCost));
  }

  /** The recommendation, and the best poll at a fixed interval if there is one. */
  private static Stream<Candidate> advised(Answer answer) {
    return Stream.of(answer.told().recommended(), answer.told().bestFixed())
        .flatMap(Stream::ofNullable)
        .map(answer.told()::candidate);
  }

  private double mostCost(Answer answer) {
    return answers.stream()
        .flatMap(other -> advised(answer).map(each -> find(other, each).orElse(each)))
        .mapToDouble(this::cost)
        .max()
        .orElseThrow();
  }

  private static Optional<Candidate> find(Answer at, Candidate same) {
    return at.told().candidates().stream()
        .filter(each -> each.strategy().equals(same.strategy()))
        .findFirst();
  }

  /** A poll holds where a longer one does, if it is not too dear. */
  private static boolean holds(Candidate advised, Answer at) {
    Optional<Candidate> there = find(at, advised);
    if (there.filter(each -> !each.misses().isEmpty()).isPresent()) {
      return false;
    }
    Double interval = advised.intervalMs();
    return there.filter(each -> Boolean.TRUE.equals(each.holds())).isPresent()
        || (interval != null
            && at.told().candidates().stream()
                .filter(each -> Boolean.TRUE.equals(each.holds()))
                .flatMap(each -> Stream.ofNullable(each.intervalMs()))
                .anyMatch(longer -> longer >= interval));
  }
}
