package dev.pushpull.simulate;

/**
 * A stream over which each update comes by itself, half a round trip after it was published, and
 * never before the one that was sent before it. Of what is published in the same instant the newest
 * goes alone, as a value feed has it.
 */
final class PushListener extends Listener {

  PushListener(SliceRun run, int index) {
    super(run, index);
  }

  @Override
  void advance(long[] instants, long limit) {
    while (instants[held + 1] < limit) {
      int newest = newestAt(instants, instants[held + 1]);
      long roundTrip = roundTrip();
      see(instants, newest, Math.max(since, instants[newest] + roundTrip - roundTrip / 2));
    }
  }
}
