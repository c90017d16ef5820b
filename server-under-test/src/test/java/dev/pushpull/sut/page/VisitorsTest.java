package dev.pushpull.sut.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VisitorsTest {

  private final Visitors visitors = new Visitors();

  @Test
  void theLongestUnheardPageIsForgottenBeyondTheBound() {
    for (int i = 0; i < Visitors.MAX_PAGES; i++) {
      visitors.lane("page" + i, "poll", i);
    }
    visitors.lane("page0", "poll", 100);
    visitors.lane("new", "poll", 101);
    assertThat(visitors.size()).isEqualTo(Visitors.MAX_PAGES);
    assertThat(visitors.lanes("page0")).hasSize(1);
    assertThat(visitors.lanes("page1")).isEmpty();
    assertThat(visitors.lanes("new")).hasSize(1);
  }

  @Test
  void aPageThatWasNotHeardOfForTenMinutesIsForgotten() {
    visitors.lane("old", "poll", 0);
    visitors.lane("young", "poll", Duration.ofMinutes(10).toNanos());
    assertThat(visitors.size()).isEqualTo(2);
    visitors.lane("young", "poll", Duration.ofMinutes(10).toNanos() + 1);
    assertThat(visitors.size()).isEqualTo(1);
    assertThat(visitors.lanes("old")).isEmpty();
  }

  @Test
  void aPageHasSoManyLanesAndNoMore() {
    for (int i = 0; i < Visitors.MAX_LANES; i++) {
      assertThat(visitors.lane("page", "lane" + i, 0)).isPresent();
    }
    assertThat(visitors.lane("page", "more", 0)).isEmpty();
    assertThat(visitors.lane("page", "lane0", 0)).isPresent();
    assertThat(visitors.lanes("page")).hasSize(Visitors.MAX_LANES);
  }

  @Test
  void namesThatAreNoneAreNotKept() {
    assertThat(visitors.lane("", "poll", 0)).isEmpty();
    assertThat(visitors.lane("page", "POLL", 0)).isEmpty();
    assertThat(visitors.lane("page", "x".repeat(25), 0)).isEmpty();
    assertThat(visitors.size()).isZero();
  }
}
