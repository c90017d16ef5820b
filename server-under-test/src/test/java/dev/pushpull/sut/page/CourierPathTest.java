package dev.pushpull.sut.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CourierPathTest {

  @Test
  void keepsToTheStreetsAndGoesOnAtOneSpeed() {
    var path = new CourierPath(7);
    double column = path.x() * (CourierPath.COLUMNS - 1);
    double row = path.y() * (CourierPath.ROWS - 1);
    for (int second = 0; second < 5_000; second++) {
      path.step();
      double nextColumn = path.x() * (CourierPath.COLUMNS - 1);
      double nextRow = path.y() * (CourierPath.ROWS - 1);
      assertThat(path.x()).isBetween(0.0, 1.0);
      assertThat(path.y()).isBetween(0.0, 1.0);
      assertThat(isWhole(nextColumn) || isWhole(nextRow)).as("on a street").isTrue();
      double gone = Math.abs(nextColumn - column) + Math.abs(nextRow - row);
      assertThat(gone).isCloseTo(0.4, within(1e-9));
      column = nextColumn;
      row = nextRow;
    }
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-9;
  }

  @Test
  void tellsMostSecondsAndHasGaps() {
    var path = new CourierPath(7);
    int told = 0;
    int silent = 0;
    int longest = 0;
    for (int second = 0; second < 5_000; second++) {
      if (path.step()) {
        told++;
        silent = 0;
      } else {
        silent++;
        longest = Math.max(longest, silent);
      }
    }
    assertThat(told).isBetween(3_000, 4_600);
    assertThat(longest).isBetween(3, 14);
  }

  @Test
  void theSameSeedGoesTheSameWay() {
    var one = new CourierPath(3);
    var other = new CourierPath(3);
    for (int second = 0; second < 100; second++) {
      assertThat(one.step()).isEqualTo(other.step());
      assertThat(one.payload())
          .isEqualTo(other.payload())
          .matches("\\{\"x\":[01]\\.\\d{4},\"y\":.*");
    }
  }
}
