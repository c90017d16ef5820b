package dev.pushpull.result;

import java.util.Locale;

/**
 * One equation between independent counts.
 *
 * @param name what must be equal
 * @param left the first count, for example the clients'
 * @param right the second, for example the server's
 */
public record AuditCheck(String name, long left, long right) {

  /** Whether the equation holds, to the unit. */
  public boolean holds() {
    return left == right;
  }

  /** What it means for a trial: nothing if it holds, else INVALID. */
  public Validity validity() {
    return holds()
        ? Validity.VALID
        : Validity.invalid(
            String.format(Locale.ROOT, "audit: %s: %d is not %d", name, left, right));
  }
}
