package dev.pushpull.testkit;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a contract is held against: an engine, how its clients listen, and over what. All tests of a
 * case share the engine; JUnit closes it after the last.
 */
public record EngineCase(
    EngineFixture of, Strategy strategy, Protocol protocol, ClientEngine engine)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What the engines can of it, and nothing else. */
  public static Stream<EngineCase> of(
      Collection<EngineFixture> engines, List<String> strategies, Protocol... protocols) {
    return engines.stream()
        .flatMap(engine -> strategies.stream().flatMap(each -> of(engine, each, protocols)));
  }

  private static Stream<EngineCase> of(EngineFixture engine, String label, Protocol... protocols) {
    Strategy strategy = Strategy.parse(label);
    return Arrays.stream(protocols)
        .filter(protocol -> engine.can(strategy, protocol))
        .map(protocol -> new EngineCase(engine, strategy, protocol, engine.make(protocol)));
  }

  /** For so many clients of one feed. */
  public FleetOrder order(URI feed, int clients) {
    return new FleetOrder(strategy, Collections.nCopies(clients, feed), PATIENCE);
  }

  /** For one client that waits no longer than that for an answer. */
  public FleetOrder order(URI feed, Duration timeout) {
    return new FleetOrder(strategy, List.of(feed), timeout);
  }

  @Override
  public void close() {
    engine.close();
  }

  @Override
  public String toString() {
    return "%s by %s over %s".formatted(strategy, of, protocol);
  }
}
