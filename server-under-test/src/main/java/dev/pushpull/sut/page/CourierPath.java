package dev.pushpull.sut.page;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A courier's way through a town of {@value #COLUMNS} by {@value #ROWS} crossings: on at each
 * crossing, never straight back unless at the edge. Positions are 0 to 1 both ways. One thread
 * only.
 */
final class CourierPath {

  static final int COLUMNS = 9;
  static final int ROWS = 6;

  /** Of a block, each second. */
  private static final double SPEED = 0.4;

  /** Share of seconds in which a gap begins: a tunnel, a lift, a courier without reception. */
  private static final double GAP_BEGINS = 0.06;

  private static final int MIN_GAP_SECONDS = 3;
  private static final int MAX_GAP_SECONDS = 7;
  private static final int[][] DIRECTIONS = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};

  private final SplittableRandom random;
  private int column = COLUMNS / 2;
  private int row = ROWS / 2;
  private int direction;
  private double gone;
  private int silentSeconds;

  CourierPath(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Goes on for a second; false while it is in a gap and tells nobody where it is. */
  boolean step() {
    gone += SPEED;
    if (gone >= 1) {
      gone -= 1;
      column += DIRECTIONS[direction][0];
      row += DIRECTIONS[direction][1];
      turn();
    }
    if (silentSeconds > 0) {
      silentSeconds--;
      return silentSeconds == 0;
    }
    if (random.nextDouble() < GAP_BEGINS) {
      silentSeconds = random.nextInt(MIN_GAP_SECONDS, MAX_GAP_SECONDS + 1);
      return false;
    }
    return true;
  }

  private void turn() {
    int back = (direction + 2) % DIRECTIONS.length;
    int next = random.nextInt(DIRECTIONS.length);
    while (next == back || !inTown(next)) {
      next = random.nextInt(DIRECTIONS.length);
    }
    direction = next;
  }

  private boolean inTown(int next) {
    int toColumn = column + DIRECTIONS[next][0];
    int toRow = row + DIRECTIONS[next][1];
    return toColumn >= 0 && toColumn < COLUMNS && toRow >= 0 && toRow < ROWS;
  }

  /** From the left, 0 to 1. */
  double x() {
    return (column + gone * DIRECTIONS[direction][0]) / (COLUMNS - 1);
  }

  /** From the top, 0 to 1. */
  double y() {
    return (row + gone * DIRECTIONS[direction][1]) / (ROWS - 1);
  }

  /** The position as a payload. */
  String payload() {
    return String.format(Locale.ROOT, "{\"x\":%.4f,\"y\":%.4f}", x(), y());
  }
}
