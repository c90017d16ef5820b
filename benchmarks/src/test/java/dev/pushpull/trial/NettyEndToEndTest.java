package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.SourceAddresses;
import dev.pushpull.spec.Transport;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each strategy, protocol and scenario on event loops: nothing lost, and all bytes accounted for.
 */
class NettyEndToEndTest {

  private static final Setup SETUP =
      new Setup(
          512,
          1_000,
          Duration.ofSeconds(20),
          SourceAddresses.parse("127.0.0.1-127.0.0.2"),
          Transport.NIO,
          2,
          null,
          100);

  @TempDir Path folder = Path.of("");

  private static TrialSpec feeds(String strategy, String protocol) {
    return spec(
        strategy, new Workload(Arrivals.parse("poisson:20/s"), 4, 8, 64, protocol(protocol)));
  }

  private static Protocol protocol(String label) {
    return Protocol.parse(label);
  }

  private static TrialSpec scenario(String strategy, String scenario, int feeds) {
    boolean jobs = scenario.startsWith("job");
    return spec(
        strategy,
        new Workload(Arrivals.parse("poisson:4/s"), feeds, 4, jobs ? 0 : 64, Protocol.H1)
            .withScenario(Scenario.parse(scenario)));
  }

  private static TrialSpec spec(String strategy, Workload workload) {
    return Trials.spec(strategy, workload.on(Engine.NETTY), Duration.ofSeconds(1));
  }

  /** The same on other event loops, from two addresses. */
  private static TrialSpec otherwise(TrialSpec spec) {
    return new TrialSpec(
        spec.id(),
        spec.strategy(),
        spec.workload(),
        spec.timing(),
        spec.repeat(),
        spec.seed(),
        spec.server(),
        SETUP);
  }

  @Test
  void losesNothingAndAccountsForEveryByte() throws Exception {
    List<TrialResult> results =
        Trials.runAtOnce(
            List.of(
                feeds("poll@100ms", "h1"),
                otherwise(feeds("conditional-poll@100ms", "h1-tls")),
                feeds("conditional-poll@100ms", "h2"),
                feeds("long-poll", "h2c"),
                feeds("sse", "h2"),
                otherwise(feeds("sse", "h1")),
                feeds("websocket", "h1-tls"),
                feeds("websocket", "h1+deflate"),
                scenario("conditional-backoff@50ms..200ms", "courier", 4),
                scenario("poll@100ms", "job-status:constant:300ms", 4),
                scenario("websocket", "job-status:constant:300ms", 4),
                scenario("long-poll", "chat", 2),
                scenario("websocket", "chat:cuts:0.5/s", 2)),
            folder);
    for (TrialResult result : results) {
      String which = result.strategy() + " " + result.workload().label();
      assertThat(result.audit()).as(which).isNotEmpty();
      assertThat(Trials.unexplained(result)).as(which).isEmpty();
      assertThat(result.validity().verdict())
          .as("%s %s", which, result.validity())
          .isNotEqualTo(Verdict.INVALID);
      assertThat(result.counts().updates().delivered()).as(which).isPositive();
    }
  }
}
