package dev.pushpull.record.live;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.record.Recording.Bytes;
import dev.pushpull.record.Recording.Push;

/**
 * What a stream takes: its opening, its messages, and what it takes while nothing happens, which is
 * told by the stretches in which no update came. Safe from any thread.
 */
final class StreamMeter {

  private long messages; // guarded by this, as all below
  private ByteCounts opening = ByteCounts.ZERO;
  private ByteCounts closing = ByteCounts.ZERO;
  private ByteCounts last = ByteCounts.ZERO;
  private long lastNanos;
  private long lastMessages;
  private long firstMessages;
  private Stretches busy = Stretches.NONE;
  private Stretches quiet = Stretches.NONE;
  private Stretches lastQuiet = Stretches.NONE; // A message may have been on its way already.

  private record Stretches(ByteCounts bytes, double seconds) {
    private static final Stretches NONE = new Stretches(ByteCounts.ZERO, 0);

    private Stretches plus(Stretches more) {
      return new Stretches(bytes.plus(more.bytes), seconds + more.seconds);
    }
  }

  /** An update came. */
  synchronized void countMessage() {
    messages++;
  }

  /** It is open, and has used so many bytes for that. */
  synchronized void opened(ByteCounts bytes, long nowNanos) {
    opening = bytes;
    last = bytes;
    lastNanos = nowNanos;
    lastMessages = messages;
    firstMessages = messages;
  }

  /** So many bytes by now; called about once a second. */
  synchronized void tick(ByteCounts bytes, long nowNanos) {
    var stretch = new Stretches(bytes.minus(last), (nowNanos - lastNanos) / 1e9);
    if (messages > lastMessages) {
      busy = busy.plus(lastQuiet).plus(stretch);
      lastQuiet = Stretches.NONE;
    } else {
      quiet = quiet.plus(lastQuiet);
      lastQuiet = stretch;
    }
    last = bytes;
    lastNanos = nowNanos;
    lastMessages = messages;
  }

  /** It is closed, and has used so many bytes in all. */
  synchronized void closed(ByteCounts bytes) {
    closing = bytes.minus(last);
  }

  /** What it was. */
  synchronized Push push(String way) {
    Bytes perSecond = per(quiet.bytes, new Bytes(0, 0), quiet.seconds);
    Bytes upkeep = new Bytes(perSecond.up() * busy.seconds, perSecond.down() * busy.seconds);
    return new Push(
        way,
        lastMessages - firstMessages,
        new Bytes(opening.up() + closing.up(), opening.down() + closing.down()),
        per(busy.bytes, upkeep, (double) (lastMessages - firstMessages)),
        perSecond);
  }

  private static Bytes per(ByteCounts bytes, Bytes less, double count) {
    return count == 0
        ? new Bytes(0, 0)
        : new Bytes(
            Math.max(0, bytes.up() - less.up()) / count,
            Math.max(0, bytes.down() - less.down()) / count);
  }
}
