package dev.pushpull.trial;

import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerProcess;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The server of a trial: a child JVM, or one that ran before on some machine and is left running.
 */
final class ServerHandle implements AutoCloseable {

  private static final int SPARE_CONNECTIONS = 100;
  private static final Duration LEAST_IDLE = Duration.ofMinutes(2);
  private static final Duration DYING = Duration.ofMillis(500);

  private final Optional<ServerProcess> process;
  private final ControlClient control;
  private final String literalHost;
  private final ServerInfo info;

  private ServerHandle(
      Optional<ServerProcess> process, ControlClient control, String literalHost, ServerInfo info) {
    this.process = process;
    this.control = control;
    this.literalHost = literalHost;
    this.info = info;
  }

  /**
   * Starts a server, or finds the one that the spec names.
   *
   * @param output file for what a started server writes on standard error
   */
  static ServerHandle open(TrialSpec spec, Path output) throws IOException, InterruptedException {
    if (spec.server().isPresent()) {
      return remote(spec.server().get());
    }
    var process =
        ServerProcess.start(
            output,
            spec.workload().subscribers() + SPARE_CONNECTIONS,
            LEAST_IDLE.plus(spec.strategy().longestInterval()));
    var info = new ServerInfo(process.pid(), process.port());
    return new ServerHandle(
        Optional.of(process), new ControlClient(process.control()), "127.0.0.1", info);
  }

  private static ServerHandle remote(ServerAddress address)
      throws IOException, InterruptedException {
    var control = new ControlClient(address);
    try {
      var clock = control.clock();
      String literal = InetAddress.getByName(address.host()).getHostAddress();
      return new ServerHandle(
          Optional.empty(), control, literal, new ServerInfo(clock.pid(), clock.dataPort()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  ControlClient control() {
    return control;
  }

  ServerInfo info() {
    return info;
  }

  /**
   * What the trial's feeds are called: on a server that others use too, a name that nobody has,
   * always of one length so that it does not change how many bytes a request has.
   */
  String feedPrefix() {
    return process.isPresent()
        ? "feed-"
        : String.format(Locale.ROOT, "feed-%08x-", (int) System.nanoTime());
  }

  /** Whether the server was there before and stays when the trial is over. */
  boolean isShared() {
    return process.isEmpty();
  }

  /** Where a feed is listened to; the host is a literal address, so that nothing is looked up. */
  URI feed(String name) {
    String host = literalHost.contains(":") ? "[" + literalHost + "]" : literalHost;
    return URI.create("http://" + host + ":" + info.port() + "/feeds/" + name);
  }

  /** Checks that a started server still runs. */
  void checkAlive() throws ServerDiedException {
    if (process.isPresent() && !process.get().isAlive()) {
      throw new ServerDiedException("the server JVM ended", null);
    }
  }

  /** Whether a started server has ended, or is about to, after a call to it failed. */
  boolean died() throws InterruptedException {
    return process.isPresent() && process.get().endsWithin(DYING);
  }

  /** A server that was started and has ended: its last lines. */
  Optional<String> lastWords() {
    return process.filter(p -> !p.isAlive()).map(ServerProcess::lastWords);
  }

  @Override
  public void close() {
    control.close();
    process.ifPresent(ServerProcess::close);
  }
}
