package dev.pushpull.trial;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.PinnedTls;
import dev.pushpull.client.okhttp.RunCertificate;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerProcess;
import dev.pushpull.launch.ServerSetup;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Protocol;
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
  private final Carrier carrier;

  private ServerHandle(
      Optional<ServerProcess> process,
      ControlClient control,
      String literalHost,
      ServerInfo info,
      Carrier carrier) {
    this.process = process;
    this.control = control;
    this.literalHost = literalHost;
    this.info = info;
    this.carrier = carrier;
  }

  /**
   * Starts a server, or finds the one that the spec names.
   *
   * @param output file for what a started server writes on standard error
   */
  static ServerHandle open(TrialSpec spec, Path output) throws IOException, InterruptedException {
    if (spec.server().isPresent()) {
      return remote(spec.server().get(), spec.workload().protocol());
    }
    return child(spec, output);
  }

  private static ServerHandle child(TrialSpec spec, Path output)
      throws IOException, InterruptedException {
    Protocol protocol = spec.workload().protocol();
    Optional<RunCertificate> certificate =
        protocol.isTls() ? Optional.of(RunCertificate.make()) : Optional.empty();
    Carrier carrier = carrier(protocol, certificate.map(RunCertificate::certificatePem));
    var setup =
        new ServerSetup(
            protocol,
            certificate.map(RunCertificate::serverPem),
            new Cell(spec.strategy(), spec.workload()).connections() + SPARE_CONNECTIONS,
            LEAST_IDLE.plus(spec.strategy().longestInterval()));
    var process = ServerProcess.start(output, setup);
    var info = new ServerInfo(process.pid(), process.port());
    return new ServerHandle(
        Optional.of(process), new ControlClient(process.control()), "127.0.0.1", info, carrier);
  }

  private static ServerHandle remote(ServerAddress address, Protocol protocol)
      throws IOException, InterruptedException {
    var control = new ControlClient(address);
    try {
      var clock = control.clock();
      var listener = control.listener();
      if (!listener.protocol().equals(protocol.toString())) {
        throw new IOException(
            "the server at %s uses %s, but the workload needs %s: start it with 'pushpull serve"
                    .formatted(address, listener.protocol(), protocol)
                + " --control --protocol "
                + protocol
                + "'");
      }
      var info = new ServerInfo(clock.pid(), clock.dataPort());
      String literal = InetAddress.getByName(address.host()).getHostAddress();
      Carrier carrier = carrier(protocol, Optional.of(listener.certificatePem()));
      return new ServerHandle(Optional.empty(), control, literal, info, carrier);
    } catch (IOException | InterruptedException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  private static Carrier carrier(Protocol protocol, Optional<String> pem) throws IOException {
    return new Carrier(
        protocol, protocol.isTls() ? Optional.of(PinnedTls.of(pem.orElse(""))) : Optional.empty());
  }

  /** What subscribers speak to it. */
  Carrier carrier() {
    return carrier;
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
    return URI.create(carrier.scheme() + "://" + host + ":" + info.port() + "/feeds/" + name);
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
