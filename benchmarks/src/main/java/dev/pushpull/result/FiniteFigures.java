package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
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

  /** How a record is read and made; looked up once for each, since that takes longer than both. */
  private record Shape(List<RecordComponent> components, Constructor<?> constructor) {

    static final ClassValue<Shape> OF =
        new ClassValue<>() {
          @Override
          protected Shape computeValue(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            Class<?>[] types =
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
              return new Shape(components, type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException e) {
              throw new IllegalStateException("a record has its own constructor", e);
            }
          }
        };
  }

  @SuppressWarnings("unchecked") // a record's own constructor makes its own type
  private <T extends Record> T rebuilt(T result, String path) {
    Shape shape = Shape.OF.get(result.getClass());
    var values = new ArrayList<@Nullable Object>();
    try {
      for (RecordComponent component : shape.components()) {
        values.add(finite(component, component.getAccessor().invoke(result), path));
      }
      return (T) shape.constructor().newInstance(values.toArray());
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
