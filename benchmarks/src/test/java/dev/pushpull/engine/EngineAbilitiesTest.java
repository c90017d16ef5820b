package dev.pushpull.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.thread.SubscriberContract;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.testkit.EngineFixture;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each engine can, and so what the contracts skip: a new one shows here what it lacks. */
class EngineAbilitiesTest {

  private static final int MANY = 20;

  @Test
  void theContractsSkipWhatAnEngineCannot() {
    assertThat(table())
        .isEqualTo(
            """
                                          okhttp   netty    socket   browser
            poll@20ms                     yes      yes      -        yes
            conditional-poll@20ms         yes      yes      -        yes
            poll@20ms~50%                 yes      yes      -        -
            conditional-backoff@5ms..20ms yes      yes      -        -
            adaptive@5ms..20ms            yes      yes      -        -
            hinted                        yes      yes      -        -
            long-poll                     yes      yes      -        yes
            sse                           yes      yes      -        yes
            websocket                     yes      yes      yes      yes
            over h1                       yes      yes      yes      yes
            over h1-tls                   yes      yes      yes      -
            over h2                       yes      yes      -        -
            over h2c                      yes      yes      -        -
            over h1+deflate               yes      yes      -        -
            over h1-tls+deflate           yes      yes      -        -
            many clients                  yes      yes      yes      -
            members of rooms              yes      yes      -        -
            jobs                          yes      yes      -        -
            counts bytes                  yes      yes      yes      -
            sees refused streams          yes      yes      yes      -
            """);
  }

  private static String table() {
    return Stream.concat(
            Stream.of(row("", EngineFixture::toString)),
            abilities().entrySet().stream()
                .map(ability -> row(ability.getKey(), yesOrNo(ability.getValue()))))
        .collect(Collectors.joining());
  }

  private static Map<String, Predicate<EngineFixture>> abilities() {
    var abilities = new LinkedHashMap<String, Predicate<EngineFixture>>();
    SubscriberContract.STRATEGIES.forEach(
        label -> abilities.put(label, engine -> engine.can(Strategy.parse(label), Protocol.H1)));
    for (Protocol protocol : Protocol.values()) {
      abilities.put("over " + protocol, engine -> overSome(engine, protocol, 1));
    }
    abilities.put("many clients", engine -> overSome(engine, Protocol.H1, MANY));
    abilities.put("members of rooms", EngineFixture::hasMembers);
    abilities.put("jobs", EngineFixture::hasJobs);
    abilities.put("counts bytes", engine -> asked(engine, ClientEngine::countsBytes));
    abilities.put(
        "sees refused streams", engine -> asked(engine, ClientEngine::seesRefusedStreams));
    return abilities;
  }

  private static boolean overSome(EngineFixture engine, Protocol protocol, int clients) {
    return SubscriberContract.STRATEGIES.stream()
        .anyMatch(label -> engine.can(Strategy.parse(label), protocol, clients));
  }

  private static boolean asked(EngineFixture of, Predicate<ClientEngine> what) {
    try (ClientEngine engine = of.make(Protocol.H1)) {
      return what.test(engine);
    }
  }

  private static Function<EngineFixture, String> yesOrNo(Predicate<EngineFixture> can) {
    return engine -> can.test(engine) ? "yes" : "-";
  }

  private static String row(String name, Function<EngineFixture, String> cell) {
    return Arrays.stream(EngineFixture.values())
            .map(engine -> "%-9s".formatted(cell.apply(engine)))
            .collect(Collectors.joining("", "%-30s".formatted(name), ""))
            .stripTrailing()
        + "\n";
  }
}
