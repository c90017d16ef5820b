package dev.pushpull.cli;

import dev.pushpull.client.okhttp.RunCertificate;
import dev.pushpull.launch.ServerProcess;
import dev.pushpull.spec.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
    footer = {
      "",
      "Options of the server:",
      "  --port N             port for the page and for subscribers; default 8080,",
      "                       any free port without the page",
      "  --page, --no-page    serve the page also with --control, or never",
      "  --no-open            do not open the page in a browser",
      "  --feed NAME=ARRIVALS a feed, such as courier=periodic:1/s; may be repeated",
      "  --log-feed NAME=ARRIVALS",
      "                       a feed that keeps a log; with ARRIVALS none only clients",
      "                       publish; may be repeated",
      "  --retain N           updates that a log feed keeps; default 1000",
      "  --jobs SERVICE       accept jobs at /jobs, with a service time such as",
      "                       constant:2s, exponential:2s or lognormal:2s,0.5",
      "  --job-failures PERCENT, --max-jobs N, --job-keep SECONDS",
      "                       how many jobs fail, max live jobs, how long a job is kept",
      "  --payload BYTES      size of each update's payload; default 64",
      "  --seed N             seed of arrivals and payloads; default 1",
      "  --host H             address to listen on; default loopback",
      "  --control            also listen for 'run --connect'; prints address and token",
      "  --control-port N     port of the control listener; default any free port",
      "  --control-host H     address of the control listener; default loopback",
      "  --protocol NAME      h1, h1-tls, h2, h2c, h1+deflate or h1-tls+deflate;",
      "                       default h1",
      "  --max-publishes N    max updates per second published by all clients together",
      "  --io-threads N, --max-connections N",
      "",
      "Exit codes: 0 stopped, 2 usage, 3 could not listen."
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(arity = "0..*", hidden = true)
  List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return ServerProcess.runInForeground(
        forServer(options, Terminal.interactive(), System.getenv()),
        tls() ? Optional.of(RunCertificate.make().serverPem()) : Optional.empty());
  }

  /** Opens the page where a person looks on and has a screen for a browser, unless told not to. */
  static List<String> forServer(
      List<String> options, boolean interactive, Map<String, String> environment) {
    var passed = new ArrayList<>(options);
    boolean unwanted = passed.removeIf("--no-open"::equals);
    boolean linux = System.getProperty("os.name").equals("Linux");
    boolean screen =
        !linux || environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    if (interactive && screen && !unwanted && !passed.contains("--open")) {
      passed.add("--open");
    }
    return passed;
  }

  /** A protocol that is none is for the server to refuse. */
  private boolean tls() {
    int named = options.lastIndexOf("--protocol") + 1;
    try {
      return named > 0 && named < options.size() && Protocol.parse(options.get(named)).isTls();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
