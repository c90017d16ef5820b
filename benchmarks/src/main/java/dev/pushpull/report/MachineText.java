package dev.pushpull.report;

import dev.pushpull.machine.Environment;
import dev.pushpull.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a machine is good for, as lines for a person. */
public final class MachineText {

  private static final double MAX_SLACK_MICROS = 5_000;
  private static final double MAX_STEAL = 0.02;
  private static final double MAX_BUSY = 0.10;
  private static final int SMALL_RUN_DESCRIPTORS = 2_300;

  private MachineText() {}

  /** Facts first, then what to mind. */
  public static String render(Environment environment) {
    Machine machine = environment.machine();
    return String.format(
        Locale.ROOT,
        """
        processor     %s, %d available
        system        %s
        Java          %s
        clock read    %.0f ns
        timer slack   p50 %.0f us, p99 %.0f us late after a sleep of 1 ms
        socket floor  p50 %.0f us, p99 %.0f us for one byte there and back over loopback
        stolen        %.1f %% of CPU time
        busy          %.1f %% of CPU time, by other programs
        open files    %d per process

        %s
        """,
        environment.cpu(),
        environment.cores(),
        environment.os(),
        environment.jdk(),
        machine.clockReadNanos(),
        machine.timerSlackP50Micros(),
        machine.timerSlackP99Micros(),
        machine.socketRoundTripP50Micros(),
        machine.socketRoundTripP99Micros(),
        100 * machine.stealShare(),
        100 * machine.busyShare(),
        machine.fileDescriptors(),
        String.join("\n", findings(machine)));
  }

  private static List<String> findings(Machine machine) {
    var found = new ArrayList<String>();
    if (machine.timerSlackP99Micros() > MAX_SLACK_MICROS) {
      found.add("WARNING: sleeps end over 5 ms late; polls below 100 ms will be SUSPECT.");
    }
    if (machine.stealShare() > MAX_STEAL) {
      found.add(
          "WARNING: other virtual machines take over 2 % of CPU time; trials will be SUSPECT.");
    }
    if (machine.busyShare() > MAX_BUSY) {
      found.add("WARNING: other programs use over 10 % of CPU time; stop them before a run.");
    }
    if (machine.fileDescriptors() < SMALL_RUN_DESCRIPTORS) {
      found.add(
          "WARNING: the open-file limit is too low for 2000 subscribers; raise it: ulimit -n 2300");
    }
    if (found.isEmpty()) {
      found.add("OK for measuring intervals of 50 ms and longer.");
    }
    return found;
  }
}
