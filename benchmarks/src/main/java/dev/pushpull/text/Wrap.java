package dev.pushpull.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks a long line between words, but not between a number and its unit; the further lines are
 * indented.
 */
public final class Wrap {

  private static final String INDENT = "    ";

  /** A digit and a unit after it. */
  private static final Pattern UNIT = Pattern.compile("\\d (?:%|[µmnkM]?s|[kM]?B)(?![A-Za-z])");

  private Wrap() {}

  /** The lines of one; a word that is longer than the width stays whole. */
  public static List<String> lines(String text, int width) {
    var lines = new ArrayList<String>();
    String rest = text;
    while (rest.length() > width) {
      int space = lastBreak(rest, width);
      if (space <= INDENT.length()) {
        break;
      }
      lines.add(rest.substring(0, space));
      rest = INDENT + rest.substring(space + 1);
    }
    lines.add(rest);
    return lines;
  }

  private static int lastBreak(String text, int width) {
    int space = text.lastIndexOf(' ', width);
    while (space > 0 && UNIT.matcher(text).region(space - 1, text.length()).lookingAt()) {
      space = text.lastIndexOf(' ', space - 1);
    }
    return space;
  }
}
