package dev.pushpull.simulate;

import dev.pushpull.spec.Strategy;

/**
 * One request always under way: it reaches the server half a round trip after it was sent, is held
 * until there is something newer or the wait is over, and the next is sent when its answer is
 * there.
 */
final class LongPollListener extends Listener {

  private static final long WAIT_NANOS = Strategy.LongPoll.WAIT.toNanos();

  private long sent;
  private long roundTrip;

  LongPollListener(SliceRun run, int index) {
    super(run, index);
    this.sent = since;
    this.roundTrip = roundTrip();
  }

  @Override
  void advance(long[] instants, long limit) {
    while (true) {
      long arrived = sent + roundTrip / 2;
      long answered = Math.clamp(instants[held + 1], arrived, arrived + WAIT_NANOS);
      if (answered >= limit) {
        return;
      }
      int newest = newestAt(instants, answered);
      long completed = answered + roundTrip - roundTrip / 2;
      run.held(sent, completed, newest > held);
      if (newest > held) {
        see(instants, newest, completed);
      }
      sent = completed;
      roundTrip = roundTrip();
    }
  }
}
