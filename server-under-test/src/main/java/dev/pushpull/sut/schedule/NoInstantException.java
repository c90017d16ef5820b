package dev.pushpull.sut.schedule;

/** A text is not an instant; says why, and from which character on. */
final class NoInstantException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int index;

  /**
   * @param index of the first character that does not fit, from 0
   * @param why a predicate whose subject is the text, such as {@code is before 1970}
   */
  NoInstantException(int index, String why) {
    super(why);
    this.index = index;
  }

  int index() {
    return index;
  }
}
