package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.netty.NettyEngine;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Transport;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.target.Target;
import dev.pushpull.testkit.Trials;
import dev.pushpull.trial.feed.FeedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two event loops with a client each: the busier one decides, whatever the machine's load. */
@Tag("alone")
class BusyLoopEndToEndTest {

  private static final TrialSpec SPEC =
      Trials.spec("poll@20ms", "poisson:20/s", 2, 2, Duration.ofSeconds(1));

  @TempDir Path folder = Path.of("");

  /** Event loops whose first client keeps its own busy for a while after each of its polls. */
  private record Hot(ClientEngine loops, long busyNanos) implements ClientEngine {

    @Override
    public SubscriberFleet subscribers(
        FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
      return loops.subscribers(
          order,
          client -> client == 0 ? new Spinning(listeners.apply(0)) : listeners.apply(client));
    }

    private final class Spinning extends ListenerGate {

      Spinning(SubscriberListener listener) {
        super(listener);
      }

      @Override
      public synchronized void onExchange(Exchange exchange) {
        super.onExchange(exchange);
        long until = System.nanoTime() + busyNanos;
        while (exchange.kind() == Exchange.Kind.POLL && System.nanoTime() < until) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private TrialResult run(long busyMillis) throws Exception {
    try (var server = Target.open(SPEC, folder.resolve("server.log"));
        var loops = new NettyEngine(Carrier.PLAIN, Transport.AUTO, 2)) {
      var engine = new Hot(loops, TimeUnit.MILLISECONDS.toNanos(busyMillis));
      return Trials.live(SPEC, server, engine, new FeedTrial(SPEC, server));
    }
  }

  private static double busy(TrialResult result) {
    Shares shares = Objects.requireNonNull(result.validity().shares());
    return Objects.requireNonNull(shares.eventLoop());
  }

  @Test
  void aBusyLoopIsSeenAndTouchesRequestLatencyAndCpu() throws Exception {
    TrialResult result = run(19);
    assertThat(busy(result)).isBetween(0.9, 1.01);
    assertThat(result.validity().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("event loop", "busy", "above 90 %")
                    .endsWith("(touches request latency and CPU)"));
    assertThat(result.validity().verdict(FigureGroup.CPU)).isEqualTo(Verdict.SUSPECT);
  }

  @Test
  void anIdleLoopIsNot() throws Exception {
    TrialResult result = run(0);
    assertThat(busy(result)).isBetween(0.0, 0.9);
    assertThat(result.validity().lines()).noneMatch(line -> line.contains("event loop"));
  }
}
