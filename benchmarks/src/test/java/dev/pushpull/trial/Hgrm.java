package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A percentile distribution as HdrHistogram's plotter reads it: the columns by their header, the
 * footer by its words.
 */
record Hgrm(List<Row> rows, double mean, double max, long totalCount) {

  record Row(double value, double percentile, long count, String inverse) {}

  private static final String HEADER = "Value Percentile TotalCount 1/(1-Percentile)";
  private static final String FOOTER =
      """
      #\\[Mean    = +([0-9.]+), StdDeviation   = +[0-9.]+]
      #\\[Max     = +([0-9.]+), Total count    = +([0-9]+)]
      #\\[Buckets = +[0-9]+, SubBuckets     = +[0-9]+]
      """;

  static Hgrm read(Path file) throws IOException {
    // HistogramLogProcessor puts the range of times ahead of the header, as a comment.
    List<String> lines =
        Files.readAllLines(file).stream().dropWhile(line -> line.startsWith("#[")).toList();
    assertThat(lines.getFirst().strip().split(" +", -1)).isEqualTo(HEADER.split(" ", -1));
    assertThat(lines.get(1)).isEmpty();
    var rows = new ArrayList<Row>();
    for (String line : lines.subList(2, lines.size() - 3)) {
      rows.add(row(line));
    }
    String foot = String.join("\n", lines.subList(lines.size() - 3, lines.size())) + "\n";
    Matcher footer = Pattern.compile(FOOTER).matcher(foot);
    assertThat(footer.matches()).as(foot).isTrue();
    return new Hgrm(
        rows,
        Double.parseDouble(footer.group(1)),
        Double.parseDouble(footer.group(2)),
        Long.parseLong(footer.group(3)));
  }

  /** The last row has no fourth column, as it would be infinite. */
  private static Row row(String line) {
    String[] cells = line.strip().split(" +", -1);
    assertThat(cells).as(line).hasSizeBetween(3, 4);
    return new Row(
        Double.parseDouble(cells[0]),
        Double.parseDouble(cells[1]),
        Long.parseLong(cells[2]),
        cells.length == 4 ? cells[3] : "");
  }

  /** What a plotter draws at a share of the samples, such as 0.99. */
  double valueAt(double percentile) {
    return rows.stream()
        .filter(row -> row.percentile() >= percentile - 1e-9)
        .findFirst()
        .orElseThrow()
        .value();
  }
}
