package dev.pushpull.report;

/** Puts a step's number before its lines, such as {@code [ 3/14]}. Not safe for several threads. */
final class Numbering {

  private final int total;
  private int number;

  /**
   * @param done steps that need no number any more
   * @param total steps, those included
   */
  Numbering(int done, int total) {
    this.number = done;
    this.total = total;
  }

  /** The next step begins. */
  void next() {
    number++;
  }

  String before(String line) {
    String all = Integer.toString(total);
    String one = Integer.toString(number);
    return "["
        + " ".repeat(Math.max(0, all.length() - one.length()))
        + one
        + "/"
        + all
        + "] "
        + line;
  }
}
