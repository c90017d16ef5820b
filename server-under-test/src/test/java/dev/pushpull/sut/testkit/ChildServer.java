package dev.pushpull.sut.testkit;

import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A server in a JVM of its own, with one feed {@code f0} of 64 B that only clients publish to. It
 * sends no heartbeat in a test's time, so that what receivers read is updates alone.
 */
public final class ChildServer implements AutoCloseable {

  public static final String PATH = "/feeds/f0";

  private static final Duration LONG = Duration.ofHours(1);

  public final int port;
  public final Control control;
  private final ChildJvm jvm;

  public ChildServer() throws IOException {
    jvm = new ChildJvm(ChildServer.class);
    String[] ready = jvm.line().split(" ", -1);
    port = Integer.parseInt(ready[0]);
    control = new Control(Integer.parseInt(ready[1]), ready[2]);
  }

  /** Runs until standard input ends; the first line is port, control port and token. */
  public static void main(String[] arguments) throws Exception {
    ServerConfig config = ServerConfig.defaults();
    DataLimits limits = config.limits().data();
    var quiet =
        new DataLimits(
            limits.maxWait(), limits.maxParked(), LONG, LONG, limits.maxPublishesPerSecond(), true);
    try (var server = ServerUnderTest.start(Configs.withDataLimits(config, quiet))) {
      server.feeds().create(List.of(new FeedSpec("f0", new Arrivals.Periodic(1), 1, 64)));
      System.out.println(server.port() + " " + server.controlPort() + " " + server.token());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }

  /** A counter of the server's. */
  public long counter(String name) throws IOException {
    return control.json("GET", "/counters").get(name).longValue();
  }

  /** Requests answered so far with a status. */
  public long answered(int status) throws IOException {
    return control
        .json("GET", "/counters")
        .get("requestsByStatus")
        .path(Integer.toString(status))
        .longValue();
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }
}
