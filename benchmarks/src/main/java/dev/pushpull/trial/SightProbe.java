package dev.pushpull.trial;

import dev.pushpull.sut.wire.Update;
import dev.pushpull.truth.FeedTruth;
import dev.pushpull.truth.SightLog;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;

/**
 * Records what one subscriber experiences of a server without a publish log: which of two versions
 * is newer is known only when all is over, so {@link #settled} and {@link #holds} cannot be asked.
 */
public final class SightProbe extends Probe {

  /** What it got. */
  public final SightLog sights = new SightLog();

  private long last;

  /**
   * @param client its number among all of the trial's
   */
  public SightProbe(int client, int feed) {
    super(client, feed, 0);
  }

  /**
   * A message carried an update.
   *
   * @param update whose version is a number from 1 that stands for it
   */
  @Override
  public void onUpdate(Update update, long observedNanos) {
    noteFresh(update.version() != last);
    last = update.version();
    sights.add(last, observedNanos);
  }

  /** Adds its whole life to the others', once it is over. */
  public void addTo(LifeTotals totals, FeedTruth truth) {
    addTo(totals);
    totals.add(Total.MESSAGES, sights.size());
    totals.add(Total.FALLEN, truth.observations(sights).fallen.get());
  }
}
