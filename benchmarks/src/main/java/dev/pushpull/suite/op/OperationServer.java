package dev.pushpull.suite.op;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.PinnedTls;
import dev.pushpull.client.okhttp.RunCertificate;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.FeedOrder;
import dev.pushpull.launch.ServerProcess;
import dev.pushpull.launch.ServerSetup;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The server that a fork's operations use: its own JVM, or a running server that the system
 * property {@value #CONNECT_PROPERTY} names. Failures are {@link OperationException}s. One thread.
 */
public final class OperationServer implements AutoCloseable {

  /** System property: {@code HOST:PORT} of a running server's control listener. */
  public static final String CONNECT_PROPERTY = "pushpull.connect";

  /** System property: path of a file with that server's token, which every fork reads. */
  public static final String TOKEN_PROPERTY = "pushpull.token";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int SPARE_CONNECTIONS = 100;
  private static final int MOST_PUBLISHES_PER_SECOND = 10_000_000;
  private static final Duration IDLE = Duration.ofMinutes(30);

  /**
   * Feeds are never started here; on a shared server that others start, this rate is negligible.
   */
  private static final Arrivals NEVER = new Arrivals.Periodic(1e-4);

  private final Optional<ServerProcess> process;
  private final Path output;
  private final ControlClient control;
  private final InetSocketAddress address;
  private final Carrier carrier;
  private final String prefix;
  private final List<String> feeds = new ArrayList<>();

  private OperationServer(
      Optional<ServerProcess> process,
      Path output,
      ControlClient control,
      InetSocketAddress address,
      Carrier carrier) {
    this.process = process;
    this.output = output;
    this.control = control;
    this.address = address;
    this.carrier = carrier;
    this.prefix =
        process.isPresent() ? "" : String.format(Locale.ROOT, "%08x-", (int) System.nanoTime());
  }

  /**
   * Starts a server, or connects to the running one.
   *
   * @param connections how many it must accept at once
   */
  public static OperationServer open(Protocol protocol, int connections) {
    return open(protocol, connections, System.getProperty(CONNECT_PROPERTY, ""));
  }

  /** Always starts a server. */
  static OperationServer start(Protocol protocol, int connections) {
    return open(protocol, connections, "");
  }

  private static OperationServer open(Protocol protocol, int connections, String running) {
    try {
      return running.isEmpty() ? child(protocol, connections) : remote(running, protocol);
    } catch (IOException e) {
      throw OperationException.told("the server cannot be used", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static OperationServer child(Protocol protocol, int connections)
      throws IOException, InterruptedException {
    Optional<RunCertificate> certificate =
        protocol.isTls() ? Optional.of(RunCertificate.make()) : Optional.empty();
    var setup =
        new ServerSetup(
            protocol,
            certificate.map(RunCertificate::serverPem),
            connections + SPARE_CONNECTIONS,
            IDLE,
            MOST_PUBLISHES_PER_SECOND);
    Path output = Files.createTempFile("pushpull-server-", ".log");
    var process = ServerProcess.start(output, setup);
    return new OperationServer(
        Optional.of(process),
        output,
        new ControlClient(process.control()),
        new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), process.port()),
        carrier(protocol, certificate.map(RunCertificate::certificatePem)));
  }

  private static OperationServer remote(String text, Protocol protocol)
      throws IOException, InterruptedException {
    ServerAddress running = RunningServer.address(text, System.getProperty(TOKEN_PROPERTY, ""));
    var control = new ControlClient(running);
    try {
      var listener = control.listener();
      if (!listener.protocol().equals(protocol.toString())) {
        throw OperationException.told(
            "the server at %s uses %s, but protocol is %s; start it with: pushpull serve --control --protocol %s"
                .formatted(running, listener.protocol(), protocol, protocol));
      }
      String literal = InetAddress.getByName(running.host()).getHostAddress();
      return new OperationServer(
          Optional.empty(),
          Path.of(""),
          control,
          new InetSocketAddress(literal, control.clock().dataPort()),
          carrier(protocol, Optional.of(listener.certificatePem())));
    } catch (IOException | InterruptedException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  private static Carrier carrier(Protocol protocol, Optional<String> pem) throws IOException {
    return new Carrier(
        protocol, protocol.isTls() ? Optional.of(PinnedTls.of(pem.orElse(""))) : Optional.empty());
  }

  /**
   * Creates a feed that only clients publish to; on a shared server it is deleted at the end.
   *
   * @param name under which {@link #feed} finds it
   * @param payloadBytes of version 1, its first update
   */
  public void createFeed(String name, int payloadBytes) {
    try {
      control.createFeeds(List.of(new FeedOrder(prefix + name, NEVER, 1, payloadBytes, 0)));
      feeds.add(prefix + name);
    } catch (IOException e) {
      throw OperationException.told("the feed cannot be created", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** A feed's URL; its host is a literal address. */
  public URI feed(String name) {
    String host = address.getAddress().getHostAddress();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(
        "%s://%s:%d/feeds/%s"
            .formatted(carrier.scheme(), literal, address.getPort(), prefix + name));
  }

  /** The data listener. */
  public InetSocketAddress address() {
    return address;
  }

  /** Its protocol and certificate. */
  public Carrier carrier() {
    return carrier;
  }

  /** The control listener. */
  public ControlClient control() {
    return control;
  }

  /** Its process; empty if it runs elsewhere. */
  public Optional<Long> pid() {
    return process.map(ServerProcess::pid);
  }

  /** CPU of the threads that serve and publish, since the server's start, in ns. */
  public long serveCpuNanos() {
    try {
      var counters = control.counters();
      return counters.cpu("serve") + counters.cpu("publish");
    } catch (IOException e) {
      throw OperationException.told("the server's counters cannot be read", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** JMH interrupts an iteration that exceeds its timeout. */
  static OperationException interrupted() {
    Thread.currentThread().interrupt();
    return OperationException.told("an iteration exceeded JMH's timeout");
  }

  @Override
  public void close() {
    try {
      if (process.isEmpty()) {
        for (String feed : feeds) {
          control.deleteFeed(feed);
        }
      }
    } catch (IOException e) {
      throw OperationException.told("the feeds cannot be deleted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      control.close();
      process.ifPresent(this::end);
    }
  }

  private void end(ServerProcess child) {
    child.close();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      output.toFile().deleteOnExit();
    }
  }
}
