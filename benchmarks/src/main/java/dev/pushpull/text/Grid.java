package dev.pushpull.text;

import java.util.ArrayList;
import java.util.List;

/** Columns of text aligned for a terminal. */
public final class Grid {

  private final boolean figures;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Without a row.
   *
   * @param figures whether the columns between the first and the last are figures, which end below
   *     one another; all others start below one another
   */
  public Grid(boolean figures) {
    this.figures = figures;
  }

  /** Adds a row below the others; one of a single cell does not widen the first column. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The lines, without trailing blanks. */
  public List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() && row.size() > 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    String gap = figures ? " " : "  ";
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String pad = " ".repeat(Math.max(0, widths[i] - cell.length()));
      boolean left = !figures || i == 0 || i == widths.length - 1;
      line.append(i == 0 ? "" : gap).append(left ? cell + pad : pad + cell);
    }
    return line.toString().stripTrailing();
  }
}
