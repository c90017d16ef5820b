package dev.pushpull.target;

import dev.pushpull.certificate.RunCertificate;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.wire.ClockReading;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The server that is measured, with the sources that it has: managed, a child JVM; or controlled,
 * one that ran before on some machine and is left running. Nothing else asks which it is.
 *
 * @param process empty where it ran before
 * @param address the data listener
 * @param info its process and the data listener's port
 * @param carrier what subscribers speak to it
 * @param prefix what names need on a server that others use too, so that nobody else has them:
 *     always of one length, so that it does not change how many bytes a request has; empty on a
 *     server of our own
 */
public record Target(
    Optional<ServerProcess> process,
    ControlClient control,
    InetSocketAddress address,
    ServerInfo info,
    Carrier carrier,
    String prefix)
    implements MeasuredServer {

  private static final int SPARE_CONNECTIONS = 100;
  private static final Duration MIN_IDLE = Duration.ofMinutes(2);
  private static final Duration DYING = Duration.ofMillis(500);

  /**
   * Starts the server of a trial, or finds the one that the spec names.
   *
   * @param output file for what a started server writes on standard error
   */
  public static Target open(TrialSpec spec, Path output) throws IOException, InterruptedException {
    Protocol protocol = spec.workload().protocol();
    if (spec.server().isPresent()) {
      return connect(spec.server().get(), protocol);
    }
    return start(
        new ServerSetup(
            protocol,
            new Cell(spec.strategy(), spec.workload()).connections() + SPARE_CONNECTIONS,
            MIN_IDLE.plus(spec.strategy().longestInterval()),
            spec.setup().serverHeapMib()),
        output);
  }

  /**
   * Starts one, with a certificate of its own if it has TLS.
   *
   * @param output file for what it writes on standard error
   */
  public static Target start(ServerSetup setup, Path output)
      throws IOException, InterruptedException {
    Protocol protocol = setup.protocol();
    Optional<RunCertificate> certificate =
        protocol.isTls() ? Optional.of(RunCertificate.make()) : Optional.empty();
    Carrier carrier = carrier(protocol, certificate.map(RunCertificate::certificatePem));
    var process = ServerProcess.start(output, setup, certificate.map(RunCertificate::serverPem));
    return new Target(
        Optional.of(process),
        new ControlClient(process.control()),
        new InetSocketAddress(InetAddress.getByName(process.control().host()), process.port()),
        new ServerInfo(process.process().pid(), process.port()),
        carrier,
        "");
  }

  /**
   * Finds one that runs.
   *
   * @throws IOException if it cannot be used, or speaks something else
   */
  public static Target connect(ServerAddress server, Protocol protocol)
      throws IOException, InterruptedException {
    RunningServer.check(server, List.of(protocol));
    var control = new ControlClient(server);
    try {
      ClockReading clock = control.clock();
      return new Target(
          Optional.empty(),
          control,
          new InetSocketAddress(InetAddress.getByName(server.host()), clock.dataPort()),
          new ServerInfo(clock.pid(), clock.dataPort()),
          carrier(protocol, Optional.of(control.listener().certificate())),
          String.format(Locale.ROOT, "%08x-", (int) System.nanoTime()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  private static Carrier carrier(Protocol protocol, Optional<String> pem) throws IOException {
    return new Carrier(
        protocol, protocol.isTls() ? Optional.of(PinnedTls.of(pem.orElse(""))) : Optional.empty());
  }

  /** What a trial's feeds are called. */
  public String feedPrefix() {
    return "feed-" + prefix;
  }

  /** Its process, if it runs on this machine as a child of this JVM. */
  public Optional<Long> pid() {
    return process.map(server -> server.process().pid());
  }

  /**
   * Leaves no feed behind where others go on using the server. What was done cannot be undone, so
   * that a failure is of no use to anyone: a server that does not answer has nothing to tidy.
   *
   * @param names what the names of the feeds begin with
   */
  public void leave(String names) {
    if (process.isEmpty()) {
      ControlClient.attempt(() -> control.deleteFeeds(names));
    }
  }

  /** Where a feed is listened to; the host is a literal address, so that nothing is looked up. */
  public URI feed(String name) {
    String literal = address.getAddress().getHostAddress();
    String host = literal.contains(":") ? "[" + literal + "]" : literal;
    return URI.create(carrier.scheme() + "://" + host + ":" + info.port() + "/feeds/" + name);
  }

  @Override
  public ClockInfo measureClock() throws IOException, InterruptedException {
    return ClockSync.measure(control, NanoClock.SYSTEM);
  }

  @Override
  public ServerCounters counters() throws IOException, InterruptedException {
    return control.counters();
  }

  @Override
  public boolean tellsCounters() {
    return true;
  }

  @Override
  public boolean tellsCpu() {
    return true;
  }

  @Override
  public MemoryReading memory() throws IOException, InterruptedException {
    return control.collectGarbage();
  }

  @Override
  public boolean isAlone() {
    return process.isPresent();
  }

  @Override
  public void checkAlive() throws IOException {
    if (process.isPresent() && !process.get().process().isAlive()) {
      throw new IOException("the server JVM ended");
    }
  }

  /**
   * {@inheritDoc} Asked after a call to it failed: its sockets close before its end is told, so
   * that the call may fail while it still seems alive.
   */
  @Override
  public boolean died() throws InterruptedException {
    return process.isPresent() && process.get().process().waitFor(DYING);
  }

  @Override
  public Optional<String> lastWords() {
    return process.filter(server -> !server.process().isAlive()).map(ServerProcess::lastWords);
  }

  @Override
  public void close() {
    control.close();
    process.ifPresent(ServerProcess::close);
  }
}
