package dev.pushpull.sut.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ClaimTest {

  private long nowNanos = Long.MAX_VALUE - 5; // Such clocks wrap round.
  private final Claim claim = new Claim(() -> nowNanos);

  private void pass(long seconds) {
    nowNanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void isNobodysUntilItIsTaken() {
    assertThat(claim.current()).isEmpty();
    assertThat(claim.release("a")).isFalse();
    Claim.Holder ann = claim.take("a", "ann");
    assertThat(ann.who()).isEqualTo("ann");
    assertThat(claim.current()).hasValue(ann);
  }

  @Test
  void isOneHoldersAlone() {
    Claim.Holder ann = claim.take("a", "ann");
    assertThat(claim.take("b", "bob")).isEqualTo(ann);
    assertThat(claim.release("b")).isFalse();
    assertThat(claim.release("a")).isTrue();
    assertThat(claim.take("b", "bob").who()).isEqualTo("bob");
  }

  @Test
  void staysWhileItIsRenewedAndExpiresThen() {
    Claim.Holder ann = claim.take("a", "ann");
    for (int i = 0; i < 10; i++) {
      pass(Claim.EXPIRES_SECONDS - 1);
      claim.take("b", "bob"); // Renews nothing.
      assertThat(claim.take("a", "ann")).isEqualTo(ann);
    }
    pass(Claim.EXPIRES_SECONDS + 1);
    assertThat(claim.current()).isEmpty();
    assertThat(claim.release("a")).isFalse();
    assertThat(claim.take("b", "bob").who()).isEqualTo("bob");
    assertThat(claim.take("a", "ann").who()).isEqualTo("bob");
  }
}
