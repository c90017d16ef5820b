import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.netty.NettyEngine;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Strategy;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.LongAdder;

/**
 * An engine's clients that poll one feed without a pause, as {@code wrk} does: prints how many
 * polls they made, and the CPU of this process in seconds, after a warm-up of ten seconds. Started
 * by {@code client-cost}: {@code ClosedLoop netty|okhttp URL CONNECTIONS SECONDS}.
 */
class ClosedLoop {

  /** Until OkHttp's code is compiled. */
  private static final long WARM_UP_MILLIS = 10_000;

  public static void main(String[] args) throws Exception {
    int connections = Integer.parseInt(args[2]);
    long millis = Math.round(1_000 * Double.parseDouble(args[3]));
    var polls = new LongAdder();
    // Always late, so each poll is sent as soon as the one before it has its answer.
    var order =
        new FleetOrder(
            Strategy.parse("poll@1ms"),
            Collections.nCopies(connections, URI.create(args[1])),
            Duration.ofSeconds(10));
    var listener =
        new SubscriberListener() {
          @Override
          public void onExchange(Exchange exchange) {
            polls.increment();
          }
        };
    try (ClientEngine engine =
            args[0].equals("netty")
                ? new NettyEngine(Carrier.PLAIN)
                : new OkHttpEngine(Carrier.PLAIN);
        SubscriberFleet fleet = engine.subscribers(order, _ -> listener)) {
      var failures = fleet.connect(new ConnectRamp(1_000, Duration.ofSeconds(10)));
      if (!failures.isEmpty()) {
        throw new IllegalStateException("could not connect: " + failures.getFirst());
      }
      long now = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        fleet.start(i, new FixedSchedule(now, 1));
      }
      Thread.sleep(WARM_UP_MILLIS);
      long before = cpuNanos();
      long sent = polls.sum();
      Thread.sleep(millis);
      long after = polls.sum();
      System.out.printf("%d %.3f%n", after - sent, (cpuNanos() - before) / 1e9);
      fleet.stop();
      fleet.awaitQuiet(Duration.ofSeconds(5));
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
