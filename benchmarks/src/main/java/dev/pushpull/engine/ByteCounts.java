package dev.pushpull.engine;

/**
 * Bytes counted on a subscriber's sockets, all that TCP carries as payload.
 *
 * @param up client to server
 * @param down server to client
 */
public record ByteCounts(long up, long down) {

  /** No byte yet. */
  public static final ByteCounts ZERO = new ByteCounts(0, 0);

  /** Both directions added. */
  public ByteCounts plus(ByteCounts other) {
    return new ByteCounts(up + other.up, down + other.down);
  }

  /** Both directions subtracted. */
  public ByteCounts minus(ByteCounts other) {
    return new ByteCounts(up - other.up, down - other.down);
  }
}
