package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.text.Numbers;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code operations.csv} (RFC 4180): one line for each figure of each operation, since operations
 * differ in what they have and units go with figures. Those of INVALID operations are there too,
 * and say so; one that failed has a line without a value.
 */
public final class OperationCsv {

  /** The file's name. */
  public static final String FILE = "operations.csv";

  private static final String HEADER =
      "id,benchmark,protocol,payloadBytes,receivers,strategy,otherParams,forks,mode,verdict,reasons,figure,value,error,unit,perFork\r\n";

  private OperationCsv() {}

  /** The whole file, its lines ended by CR LF. */
  public static String render(OperationRun run) {
    var csv = new StringBuilder(HEADER);
    for (OperationRow row : OperationRow.of(run)) {
      OperationResult result = row.result();
      boolean failed = !row.usable() && result.score().value() == 0;
      csv.append(line(row, result.score(), failed));
      result.figures().forEach(figure -> csv.append(line(row, figure, false)));
    }
    return csv.toString();
  }

  private static String line(OperationRow row, OperationFigure figure, boolean failed) {
    OperationResult result = row.result();
    Double error = figure.error();
    Stream<String> texts =
        Stream.of(
            result.spec().id(),
            result.spec().benchmark(),
            row.protocol(),
            row.param("payload"),
            row.param("receivers"),
            row.param("strategy"),
            row.otherParams(),
            Integer.toString(result.spec().forks()),
            result.mode(),
            row.verdict().name(),
            result.validity().line(),
            figure.name());
    // Figures stay numbers, negative ones too.
    Stream<String> numbers =
        Stream.of(
            failed ? "" : Numbers.bare(figure.value()),
            error == null ? "" : Numbers.bare(error),
            TrialCsv.text(figure.unit()),
            figure.perFork().stream().map(Numbers::bare).collect(Collectors.joining(" ")));
    return TrialCsv.line(Stream.concat(texts.map(TrialCsv::text), numbers));
  }
}
