package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.machine.EnvironmentCapture;
import dev.pushpull.machine.MachineProbe;
import dev.pushpull.report.MachineText;
import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code pushpull doctor}: says how well this machine can measure. */
@Command(
    name = "doctor",
    description =
        "Calibrates the machine for about ten seconds and shows how precisely it can measure.")
final class DoctorCommand extends BaseCommand {

  private static final Duration BUDGET = Duration.ofSeconds(10);

  @Override
  public Integer call() throws InterruptedException {
    print(
        MachineText.render(
            EnvironmentCapture.capture("pushpull doctor", MachineProbe.measure(BUDGET))));
    return ExitCode.OK;
  }
}
