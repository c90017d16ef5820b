package dev.pushpull.sut.control;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.wire.ClaimRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who uses the server, so that two runs do not measure each other. A holder renews its claim; one
 * that is not renewed for a while has expired, as when its run was killed. Safe from any thread.
 */
final class Claim {

  /** A claim that was renewed for so long no more has expired. */
  static final int EXPIRES_SECONDS = 20;

  private final NanoClock clock;
  private @Nullable Holder holder; // guarded by this
  private long renewedNanos; // guarded by this

  /**
   * Who has it.
   *
   * @param id known to the holder alone
   * @param who for people to read
   */
  record Holder(String id, String who, Instant since) {

    /** What others may know: not the id. */
    ClaimRequest.Holder answer() {
      return new ClaimRequest.Holder(who, since.toString(), EXPIRES_SECONDS);
    }
  }

  Claim(NanoClock clock) {
    this.clock = clock;
  }

  /** Takes it, or renews it for the same id; the holder that there is then, perhaps another. */
  synchronized Holder take(String id, String who) {
    Holder now = current().orElse(null);
    if (now == null) {
      now = new Holder(id, who, Instant.now().truncatedTo(ChronoUnit.SECONDS));
      holder = now;
    }
    if (now.id().equals(id)) {
      renewedNanos = clock.nanoTime();
    }
    return now;
  }

  /** Who has it; empty if nobody does. */
  synchronized Optional<Holder> current() {
    boolean expired = clock.nanoTime() - renewedNanos > EXPIRES_SECONDS * 1_000_000_000L;
    return expired ? Optional.empty() : Optional.ofNullable(holder);
  }

  /** Ends it; false if the id is not the holder's. */
  synchronized boolean release(String id) {
    boolean held = current().filter(now -> now.id().equals(id)).isPresent();
    if (held) {
      holder = null;
    }
    return held;
  }
}
