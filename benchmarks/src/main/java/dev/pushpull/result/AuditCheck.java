package dev.pushpull.result;

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
}
