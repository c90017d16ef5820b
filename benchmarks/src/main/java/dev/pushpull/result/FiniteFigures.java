package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes figures that are not finite out of a record and its records, and tells which they were.
 * Only a figure that may be null can be taken out; the others are sums of whole numbers.
 */
final class FiniteFigures {

  private final List<AbsentFigure> absent = new ArrayList<>();

  /** The same record with null in place of each figure that is not finite. */
  <T extends Record> T of(T result) {
    return rebuilt(result, "");
  }

  /** What was taken out. */
  List<AbsentFigure> absent() {
    return absent;
  }

  @SuppressWarnings("unchecked") // a record's own constructor makes its own type
  private <T extends Record> T rebuilt(T result, String path) {
    RecordComponent[] components = result.getClass().getRecordComponents();
    var values = new @Nullable Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        values[i] = finite(components[i], components[i].getAccessor().invoke(result), path);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (T) result.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy " + result, e);
    }
  }

  private @Nullable Object finite(RecordComponent of, @Nullable Object value, String path) {
    boolean unwrapped = of.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    String inner = unwrapped ? path : path.isEmpty() ? of.getName() : path + "." + of.getName();
    if (value instanceof Record nested) {
      return rebuilt(nested, inner);
    }
    if (value instanceof Double figure && !Double.isFinite(figure) && !of.getType().isPrimitive()) {
      absent.add(new AbsentFigure(inner, reason(figure)));
      return null;
    }
    return value;
  }

  private static String reason(double figure) {
    return Double.isNaN(figure)
        ? "it could not be computed: not a number"
        : "it could not be computed: infinite";
  }
}
