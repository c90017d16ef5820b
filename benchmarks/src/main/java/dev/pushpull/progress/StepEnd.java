package dev.pushpull.progress;

import dev.pushpull.result.Validity;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a step of a run ended, for the line that its progress prints.
 *
 * @param validity whether its figures may be used, and why not
 * @param figures the main ones, in few words; empty if there is none
 */
public record StepEnd(Validity validity, String figures) {

  /** The line that ends the step, and one for each reason against its figures. */
  public List<String> lines(String step) {
    var lines = new ArrayList<String>();
    lines.add((step + "  " + validity.verdict() + "  " + figures).stripTrailing());
    validity.lines().forEach(reason -> lines.add("  " + Printable.line(reason)));
    return lines;
  }
}
