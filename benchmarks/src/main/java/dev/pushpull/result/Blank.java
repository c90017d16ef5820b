package dev.pushpull.result;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records in which nothing was measured. */
public final class Blank {

  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          long.class, 0L, int.class, 0, double.class, 0.0, String.class, "", List.class, List.of());

  private Blank() {}

  /**
   * A record of zeros, empty texts and lists, the first constant of an enum, such records in it,
   * and null wherever that is allowed.
   */
  public static <T extends Record> T of(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(Arrays.stream(components).map(Blank::nothing).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has its own constructor", e);
    }
  }

  private static @Nullable Object nothing(RecordComponent component) {
    Class<?> type = component.getType();
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return null;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return type.isRecord() ? of(type.asSubclass(Record.class)) : NOTHING.get(type);
  }
}
