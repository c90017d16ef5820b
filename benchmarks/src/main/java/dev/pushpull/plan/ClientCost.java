package dev.pushpull.plan;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Strategy;
import java.util.Locale;
import java.util.Optional;

/**
 * What subscribers that poll cost the machine that they run on, about: enough to say before a run
 * that it will not carry them.
 */
final class ClientCost {

  /** CPU for each poll at 10,000 a second, measured on two shared cores of 2.3 GHz. */
  private static final double OKHTTP_SECONDS = 140e-6;

  private static final double NETTY_SECONDS = 55e-6;

  /** The server needs some of the machine, too. */
  private static final double MAX_SHARE = 0.5;

  private ClientCost() {}

  /**
   * A remark on OkHttp clients that need more than half of a machine; empty where they do not, or
   * where nobody knows how often they poll.
   */
  static Optional<String> note(Cell cell, int cores) {
    if (cell.workload().engine() != Engine.OKHTTP
        || !(cell.strategy() instanceof Strategy.Poll poll)) {
      return Optional.empty();
    }
    int subscribers = cell.workload().subscribers();
    return poll.pace()
        .meanInterval()
        .map(interval -> subscribers / (interval.toNanos() / 1e9))
        .filter(polls -> polls * OKHTTP_SECONDS > MAX_SHARE * cores)
        .map(
            polls ->
                String.format(
                    Locale.ROOT,
                    "%s by %d OkHttp clients needs about %.1f of this machine's %d cores for the"
                        + " clients alone; --engine netty about %.1f",
                    cell.strategy(),
                    subscribers,
                    polls * OKHTTP_SECONDS,
                    cores,
                    polls * NETTY_SECONDS));
  }
}
