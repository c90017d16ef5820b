package dev.pushpull.cli;

import dev.pushpull.certificate.RunCertificate;
import dev.pushpull.console.Terminal;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.options.ServeOptions;
import dev.pushpull.sut.options.TextOptions;
import dev.pushpull.target.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code pushpull serve}: the server under test alone, with its page, in the foreground, until
 * Ctrl-C.
 */
@Command(
    name = "serve",
    description =
        "Runs the server alone, with a page that shows five ways to receive updates side by side;"
            + " use --control for 'run --connect'.",
    customSynopsis = "pushpull serve [OPTIONS]",
    footer = {"", "Exit codes: 0 stopped, 2 usage, 3 could not listen."})
final class ServeCommand extends BaseCommand {

  private static final String NAME = "serve";

  private final TextOptions options = ServeOptions.read();
  @Mixin CommandSpec texts = options.spec();

  private ServeCommand() {}

  /** The command with the server's own options, which the server reads again and checks. */
  static CommandLine line() {
    return new CommandLine(new ServeCommand()).setOverwrittenOptionsAllowed(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> all = command.commandLine().getParseResult().originalArgs();
    List<String> own = new ArrayList<>(all.subList(all.indexOf(NAME) + 1, all.size()));
    own.removeIf(CommonOptions.VERBOSE::equals);
    return ServerProcess.runInForeground(
        forServer(own, Terminal.interactive(), System.getenv()),
        tls() ? Optional.of(RunCertificate.make().serverPem()) : Optional.empty());
  }

  /** Opens the page where a person looks on and has a screen for a browser, unless told not to. */
  static List<String> forServer(
      List<String> options, boolean interactive, Map<String, String> environment) {
    var passed = new ArrayList<>(options);
    boolean linux = System.getProperty("os.name").equals("Linux");
    boolean screen =
        !linux || environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    if (interactive && screen && !passed.contains("--no-open") && !passed.contains("--open")) {
      passed.add("--open");
    }
    return passed;
  }

  /** A protocol that is none is for the server to refuse. */
  private boolean tls() {
    try {
      return options.text("--protocol").map(Protocol::parse).filter(Protocol::isTls).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
