package dev.pushpull.cli;

import dev.pushpull.launch.EnvironmentCapture;
import dev.pushpull.launch.MachineProbe;
import dev.pushpull.report.MachineText;
import dev.pushpull.result.Environment;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pushpull doctor}: says how well this machine can measure. */
@Command(
    name = "doctor",
    description =
        "Calibrates the machine for about ten seconds and shows how precisely it can measure.")
final class DoctorCommand implements Callable<Integer> {

  private static final Duration BUDGET = Duration.ofSeconds(10);

  @Spec CommandSpec command = CommandSpec.create();
  @Mixin CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    Environment environment =
        EnvironmentCapture.capture("pushpull doctor", MachineProbe.measure(BUDGET));
    out.print(MachineText.render(environment));
    out.flush();
    return ExitCode.OK;
  }
}
