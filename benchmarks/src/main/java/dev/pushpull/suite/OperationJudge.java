package dev.pushpull.suite;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationSpec;
import dev.pushpull.result.Validity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether an operation's figures may be used. */
final class OperationJudge {

  /** A floor may come out a little above what rests on it, since both are measured with noise. */
  private static final double MIN_RATIO = 0.95;

  private static final double MAX_STEAL = 0.02;

  private OperationJudge() {}

  /**
   * Judges.
   *
   * @param forks all of them, in the order in which they ran
   * @param figures of those that left a result; empty if none did
   */
  static Validity judge(OperationSpec spec, List<ForkRecord> forks, List<OperationFigure> figures) {
    Validity validity = Validity.VALID;
    for (int i = 0; i < forks.size(); i++) {
      String failure = forks.get(i).failure();
      if (failure != null) {
        String which = forks.size() == 1 ? "" : "fork %d of %d: ".formatted(i + 1, forks.size());
        validity = validity.and(Validity.invalid(which + failure));
      }
    }
    return validity.and(floor(spec, figures)).and(steal(forks));
  }

  /** One noisy fork of several casts doubt; all of them together decide. */
  private static Validity floor(OperationSpec spec, List<OperationFigure> figures) {
    Optional<OperationFigure> ratio =
        figures.stream().filter(f -> f.name().equals(FigureNames.FLOOR_RATIO)).findFirst();
    if (ratio.isEmpty()) {
      return figures.isEmpty() || !spec.hasFloor()
          ? Validity.VALID
          : Validity.suspect("no floor was measured");
    }
    if (ratio.get().value() < MIN_RATIO) {
      return Validity.invalid("floor is not a floor: " + below(ratio.get().value()));
    }
    return ratio.get().least() < MIN_RATIO
        ? Validity.suspect("in one fork the floor is not a floor: " + below(ratio.get().least()))
        : Validity.VALID;
  }

  private static String below(double ratio) {
    return String.format(
        Locale.ROOT, "the operation's median is %.3f of its floor's, below %.2f", ratio, MIN_RATIO);
  }

  private static Validity steal(List<ForkRecord> forks) {
    double most = forks.stream().mapToDouble(ForkRecord::stealFraction).max().orElse(0);
    return most <= MAX_STEAL
        ? Validity.VALID
        : Validity.suspect(
            String.format(
                Locale.ROOT,
                "%.1f %% of processor time went to other guests of the host, above 2 %%",
                100 * most));
  }
}
