package dev.pushpull.tune;

import dev.pushpull.sut.text.Printable;
import dev.pushpull.text.Grid;
import dev.pushpull.text.Wrap;
import java.util.ArrayList;
import java.util.List;

/** Paragraphs and tables for a terminal of 120 columns. */
public final class Lines {

  private static final int WIDTH = 120;

  private final List<String> lines = new ArrayList<>();

  /** Text, broken where it is too long for a line. */
  public Lines paragraph(String text) {
    lines.addAll(Wrap.lines(Printable.line(text), WIDTH));
    return this;
  }

  /** The same in bold. */
  public Lines bold(String text) {
    for (String line : Wrap.lines(Printable.line(text), WIDTH)) {
      lines.add("\u001b[1m" + line + "\u001b[0m");
    }
    return this;
  }

  /** Text as it is, or a blank line for none. */
  public Lines line(String text) {
    lines.add(text);
    return this;
  }

  /** Rows whose columns between the first and the last are figures. */
  public Lines table(List<List<String>> rows) {
    var grid = new Grid(true);
    rows.forEach(grid::add);
    grid.lines().stream().map(Printable::line).forEach(lines::add);
    return this;
  }

  /** The text, ending with a line end. */
  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
