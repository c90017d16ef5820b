package dev.pushpull.tune;

import java.util.List;
import java.util.stream.Collectors;

/** Constants by what their {@code toString} writes. */
public final class Names {

  private Names() {}

  /**
   * The one of some that is called so.
   *
   * @param what begins the message if there is none
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static <E> E parse(List<E> known, String text, String what) {
    return known.stream()
        .filter(each -> each.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be %s, but is '%s'".formatted(what, joined(known, ", "), text)));
  }

  /** What several are called, one after the other. */
  public static String joined(List<?> each, String separator) {
    return each.stream().map(Object::toString).collect(Collectors.joining(separator));
  }
}
