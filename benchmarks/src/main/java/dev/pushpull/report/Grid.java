package dev.pushpull.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text aligned for a terminal: the first to the left, the others to the right. */
final class Grid {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The lines, without trailing blanks. The last column is not padded and starts to the left. */
  List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String pad = " ".repeat(widths[i] - cell.length());
      boolean left = i == 0 || i == widths.length - 1;
      line.append(i == 0 ? "" : GAP).append(left ? cell + pad : pad + cell);
    }
    return line.toString().stripTrailing();
  }
}
