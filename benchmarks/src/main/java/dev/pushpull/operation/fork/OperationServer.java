package dev.pushpull.operation.fork;

import dev.pushpull.engine.Carrier;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.target.ControlClient;
import dev.pushpull.target.ServerSetup;
import dev.pushpull.target.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static final int SPARE_CONNECTIONS = 100;
  private static final Duration IDLE = Duration.ofMinutes(30);

  /**
   * Feeds are never started here; on a shared server that others start, this rate is negligible.
   */
  private static final Arrivals NEVER = new Arrivals.Periodic(1e-4);

  private final Target server;
  private final Optional<Path> output;

  private OperationServer(Target server, Optional<Path> output) {
    this.server = server;
    this.output = output;
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
  public static OperationServer start(Protocol protocol, int connections) {
    return open(protocol, connections, "");
  }

  private static OperationServer open(Protocol protocol, int connections, String running) {
    return OperationException.orTold(
        "the server cannot be used",
        () -> {
          if (!running.isEmpty()) {
            var address = ControlAddress.parse(running, System.getProperty(TOKEN_PROPERTY, ""));
            return new OperationServer(Target.connect(address, protocol), Optional.empty());
          }
          Path output = Files.createTempFile("pushpull-server-", ".log");
          var setup = new ServerSetup(protocol, connections + SPARE_CONNECTIONS, IDLE);
          return new OperationServer(Target.start(setup, output), Optional.of(output));
        });
  }

  /**
   * Creates a feed that only clients publish to; on a shared server it is deleted at the end.
   *
   * @param name under which {@link #feed} finds it
   * @param payloadBytes of version 1, its first update
   */
  public void createFeed(String name, int payloadBytes) {
    var order = new FeedSpec(server.prefix() + name, NEVER, 1, payloadBytes, 0);
    OperationException.orTold(
        "the feed cannot be created",
        () -> {
          control().createFeeds(List.of(order));
          return order;
        });
  }

  /** A feed's URL; its host is a literal address. */
  public URI feed(String name) {
    return server.feed(server.prefix() + name);
  }

  /** The data listener. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Its protocol and certificate. */
  public Carrier carrier() {
    return server.carrier();
  }

  /** The control listener. */
  public ControlClient control() {
    return server.control();
  }

  /** Its process; empty if it runs elsewhere. */
  public Optional<Long> pid() {
    return server.pid();
  }

  /** What it has counted since its start. */
  public ServerCounters counters() {
    return OperationException.orTold(
        "the server's counters cannot be read", () -> control().counters());
  }

  /** CPU of the threads that serve and publish, since the server's start, in ns. */
  public long serveCpuNanos() {
    var counters = counters();
    return counters.cpu("serve") + counters.cpu("publish");
  }

  @Override
  public void close() {
    server.leave(server.prefix());
    server.close();
    output.ifPresent(OperationServer::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
