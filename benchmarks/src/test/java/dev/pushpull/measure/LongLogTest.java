package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LongLogTest {

  private final LongLog log = new LongLog();

  @Test
  void findsTheFirstValueAtLeastAnother() {
    for (long value : new long[] {3, 5, 5, 9}) {
      log.add(value);
    }
    assertThat(log.firstAtLeast(2)).isEqualTo(0);
    assertThat(log.firstAtLeast(5)).isEqualTo(1);
    assertThat(log.firstAtLeast(6)).isEqualTo(3);
    assertThat(log.firstAtLeast(10)).isEqualTo(4);
    assertThat(log.toArray()).containsExactly(3, 5, 5, 9);
    assertThatThrownBy(() -> log.get(4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 4 of 4");
  }

  @Test
  void aReaderSeesAPrefixOfWhatIsBeingWritten() throws InterruptedException {
    int count = 1_000_000;
    var wrong = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int size = 0; size < count; size = log.size()) {
                    if (size > 0
                        && (log.get(size - 1) != size - 1 || log.get(size / 2) != size / 2)) {
                      wrong.set(true);
                    }
                  }
                });
    for (int i = 0; i < count; i++) {
      log.add(i);
    }
    reader.join();
    assertThat(wrong).isFalse();
    assertThat(log.size()).isEqualTo(count);
  }
}
