package dev.pushpull.trial;

import dev.pushpull.result.Model;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Expectations of several windows of equal length, as one. */
final class Models {

  private Models() {}

  static Model mean(List<Model> models) {
    return new Model(
        mean(models, Model::delayMs),
        mean(models, Model::delayToleranceMs),
        mean(models, Model::deliveryLatencyMeanMs),
        mean(models, Model::deliveryLatencyToleranceMs),
        mean(models, Model::stalenessMeanMs),
        mean(models, Model::stalenessToleranceMs),
        mean(models, Model::staleFraction),
        mean(models, Model::staleFractionTolerance),
        mean(models, Model::emptyPollRatio),
        mean(models, Model::emptyPollTolerance),
        mean(models, Model::ageMeanMs));
  }

  private static @Nullable Double mean(
      List<Model> models, Function<Model, @Nullable Double> figure) {
    double[] values =
        models.stream().map(figure).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
    if (values.length < models.size() || values.length == 0) {
      return null;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
