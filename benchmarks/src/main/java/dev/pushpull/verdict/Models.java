package dev.pushpull.verdict;

import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Expectations of several windows of equal length, as one. */
public final class Models {

  private Models() {}

  public static Model mean(List<Model> models) {
    return new Model(
        expected(models, Model::delayMs),
        expected(models, Model::deliveryLatencyMs),
        expected(models, Model::stalenessMs),
        expected(models, Model::staleFraction),
        expected(models, Model::emptyPollRatio),
        mean(models, Model::ageMeanMs));
  }

  private static Expected expected(List<Model> models, Function<Model, Expected> figure) {
    List<Expected> each = models.stream().map(figure).toList();
    return new Expected(mean(each, Expected::value), mean(each, Expected::tolerance));
  }

  private static <T> @Nullable Double mean(List<T> all, Function<T, @Nullable Double> figure) {
    double[] values =
        all.stream().map(figure).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
    if (values.length < all.size() || values.length == 0) {
      return null;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
