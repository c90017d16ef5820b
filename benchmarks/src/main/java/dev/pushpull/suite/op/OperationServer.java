package dev.pushpull.suite.op;

import dev.pushpull.client.Carrier;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerSetup;
import dev.pushpull.launch.Target;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedOrder;
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
  static OperationServer start(Protocol protocol, int connections) {
    return open(protocol, connections, "");
  }

  private static OperationServer open(Protocol protocol, int connections, String running) {
    try {
      if (!running.isEmpty()) {
        ServerAddress address =
            RunningServer.address(running, System.getProperty(TOKEN_PROPERTY, ""));
        return new OperationServer(Target.connect(address, protocol), Optional.empty());
      }
      Path output = Files.createTempFile("pushpull-server-", ".log");
      var setup = new ServerSetup(protocol, connections + SPARE_CONNECTIONS, IDLE);
      return new OperationServer(Target.start(setup, output), Optional.of(output));
    } catch (IOException e) {
      throw OperationException.told("the server cannot be used", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * Creates a feed that only clients publish to; on a shared server it is deleted at the end.
   *
   * @param name under which {@link #feed} finds it
   * @param payloadBytes of version 1, its first update
   */
  public void createFeed(String name, int payloadBytes) {
    try {
      String unique = server.prefix() + name;
      control().createFeeds(List.of(new FeedOrder(unique, NEVER, 1, payloadBytes, 0)));
    } catch (IOException e) {
      throw OperationException.told("the feed cannot be created", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
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

  /** CPU of the threads that serve and publish, since the server's start, in ns. */
  public long serveCpuNanos() {
    try {
      var counters = control().counters();
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
