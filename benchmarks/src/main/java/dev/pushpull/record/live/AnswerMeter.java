package dev.pushpull.record.live;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.measure.Histograms;
import dev.pushpull.record.Recording.Answers;
import dev.pushpull.record.Tally;
import dev.pushpull.spec.StrategyKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What answers of all clients took, by way and status. Safe from any thread. */
final class AnswerMeter {

  private record Key(String way, int status) {}

  /** Answers on connections that were open already, and those that needed a connect. */
  private static final class Kind {
    private final Part open = new Part();
    private final Part connecting = new Part();

    private Part told() {
      return open.nanos.getTotalCount() > 0 ? open : connecting;
    }
  }

  private static final class Part {
    private final Histogram nanos = Histograms.create();
    private final TreeMap<Long, Long> up = new TreeMap<>();
    private final TreeMap<Long, Long> down = new TreeMap<>();
  }

  private final Map<Key, Kind> kinds =
      new TreeMap<>(
          Comparator.comparing(Key::way).thenComparingInt(Key::status)); // guarded by this
  private long answered; // guarded by this
  private long refused; // guarded by this

  /** Whether a status asks for a pause. */
  static boolean isRefusal(int status) {
    return status == 429 || status == 503;
  }

  /** An answer came. */
  synchronized void add(StrategyKind way, Exchange exchange, ByteCounts bytes, boolean connecting) {
    answered++;
    refused += isRefusal(exchange.status()) ? 1 : 0;
    switch (exchange.kind()) {
      case POLL, LONG_POLL -> note(way.toString(), exchange, bytes, connecting);
      case PREPARE -> note("sign-in", exchange, bytes, connecting);
      default -> {} // Connects and openings are no usual requests.
    }
  }

  private void note(String way, Exchange exchange, ByteCounts bytes, boolean connecting) {
    Kind kind = kinds.computeIfAbsent(new Key(way, exchange.status()), _ -> new Kind());
    Part part = connecting ? kind.connecting : kind.open;
    part.nanos.recordValue(exchange.completedNanos() - exchange.startedNanos());
    part.up.merge(bytes.up(), 1L, Long::sum);
    part.down.merge(bytes.down(), 1L, Long::sum);
  }

  /** A way is not what it should be, so that its answers tell nothing. */
  synchronized void forget(StrategyKind way) {
    kinds.keySet().removeIf(key -> key.way().equals(way.toString()));
  }

  /** All answers so far. */
  synchronized List<Answers> answers() {
    return kinds.entrySet().stream()
        .map(
            each -> {
              Part told = each.getValue().told();
              return new Answers(
                  each.getKey().way(),
                  each.getKey().status(),
                  Tally.of(told.nanos),
                  Tally.of(told.up),
                  Tally.of(told.down));
            })
        .toList();
  }

  /** How many came. */
  synchronized long answered() {
    return answered;
  }

  /** How many of them asked for a pause. */
  synchronized long refused() {
    return refused;
  }
}
