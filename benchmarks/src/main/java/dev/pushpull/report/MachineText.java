package dev.pushpull.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.pushpull.result.Environment;
import dev.pushpull.result.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a machine is good for, as lines for a person. */
public final class MachineText {

  private static final double MOST_SLACK_MICROS = 5_000;
  private static final double MOST_STEAL = 0.02;
  private static final double MOST_BUSY = 0.10;
  private static final int SMALL_RUN_DESCRIPTORS = 2_300;

  private MachineText() {}

  /** Facts first, then what to mind. */
  public static String render(Environment environment) {
    Machine machine = environment.machine();
    var lines = new ArrayList<String>();
    lines.add(row("processor", "%s, %d available", environment.cpu(), environment.cores()));
    lines.add(row("system", "%s", environment.os()));
    lines.add(row("Java", "%s", environment.jdk()));
    lines.add(row("clock read", "%.0f ns", machine.clockReadNanos()));
    lines.add(
        row(
            "timer slack",
            "p50 %.0f us, p99 %.0f us late after a sleep of 1 ms",
            machine.timerSlackP50Micros(),
            machine.timerSlackP99Micros()));
    lines.add(
        row(
            "socket floor",
            "p50 %.0f us, p99 %.0f us for one byte there and back over loopback",
            machine.socketRoundTripP50Micros(),
            machine.socketRoundTripP99Micros()));
    lines.add(row("stolen", "%.1f %% of processor time", 100 * machine.stealShare()));
    lines.add(row("busy", "%.1f %% of processor time by others", 100 * machine.busyShare()));
    lines.add(row("open files", "%d for each process", machine.fileDescriptors()));
    lines.add("");
    lines.addAll(findings(machine));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> findings(Machine machine) {
    var found = new ArrayList<String>();
    if (machine.timerSlackP99Micros() > MOST_SLACK_MICROS) {
      found.add("MIND: sleeps end over 5 ms late; polls below 100 ms will be SUSPECT.");
    }
    if (machine.stealShare() > MOST_STEAL) {
      found.add("MIND: other guests take over 2 % of the processors; trials will be SUSPECT.");
    }
    if (machine.busyShare() > MOST_BUSY) {
      found.add("MIND: other programs use over 10 % of the processors; end them before a run.");
    }
    if (machine.fileDescriptors() < SMALL_RUN_DESCRIPTORS) {
      found.add("MIND: too few open files for 2000 subscribers; 'ulimit -n 2300' raises them.");
    }
    if (found.isEmpty()) {
      found.add("Fine for measuring intervals of 50 ms and more.");
    }
    return found;
  }

  @FormatMethod
  private static String row(String name, @FormatString String format, Object... values) {
    return String.format(Locale.ROOT, "%-14s", name) + String.format(Locale.ROOT, format, values);
  }
}
