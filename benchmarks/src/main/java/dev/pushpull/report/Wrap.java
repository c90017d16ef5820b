package dev.pushpull.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks a long line between words; the further lines are indented. */
public final class Wrap {

  private static final String INDENT = "    ";

  private Wrap() {}

  /** The lines of one; a word that is longer than the width stays whole. */
  public static List<String> lines(String text, int width) {
    var lines = new ArrayList<String>();
    String rest = text;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      if (space <= INDENT.length()) {
        break;
      }
      lines.add(rest.substring(0, space));
      rest = INDENT + rest.substring(space + 1);
    }
    lines.add(rest);
    return lines;
  }
}
