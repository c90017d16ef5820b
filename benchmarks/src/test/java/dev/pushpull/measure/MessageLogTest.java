package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageLogTest {

  private static final int ANNA = 3;
  private static final int BERT = 5;

  private final MessageLog log = new MessageLog();

  @Test
  void ofAChatThatKeepsTheRulesNothingIsCounted() {
    log.addOther(1);
    log.add(2, ANNA, 1, 20);
    log.add(3, BERT, 1, 30);
    log.add(4, ANNA, 2, 40);
    assertThat(log.received()).isEqualTo(3);
    assertCounts(0, 0, 0, 0);
    assertThat(log.observedAt(ANNA, 2)).isEqualTo(40);
    assertThat(log.observedAt(BERT, 1)).isEqualTo(30);
    assertThat(log.observedAt(BERT, 2)).isEqualTo(MessageLog.NEVER);
    assertThat(log.observedAt(7, 1)).isEqualTo(MessageLog.NEVER);
    assertThat(log.reaches(ANNA, 2)).isTrue();
    assertThat(log.reaches(ANNA, 3)).isFalse();
    assertThat(log.reaches(7, 1)).isFalse();
  }

  @Test
  void theSameUpdateAgainIsADuplicate() {
    log.addOther(1);
    log.add(2, ANNA, 1, 20);
    log.add(2, ANNA, 1, 21);
    assertCounts(1, 0, 1, 0);
    assertThat(log.observedAt(ANNA, 1)).isEqualTo(20);
  }

  @Test
  void theSameMessagePublishedTwiceIsADuplicateToo() {
    log.addOther(1);
    log.add(2, ANNA, 1, 20);
    log.add(3, ANNA, 1, 30);
    assertCounts(1, 0, 0, 0);
  }

  @Test
  void aMessageThatIsLeftOutIsMissed() {
    log.addOther(1);
    log.add(2, ANNA, 1, 20);
    log.add(4, ANNA, 3, 40);
    assertThat(log.received()).isEqualTo(2);
    assertThat(log.observedAt(ANNA, 2)).isEqualTo(MessageLog.NEVER);
    assertCounts(0, 0, 1, 0);
  }

  @Test
  void aMessageThatComesAfterItsSendersNextIsReordered() {
    log.addOther(1);
    log.add(2, ANNA, 2, 20);
    log.add(3, ANNA, 1, 30);
    assertCounts(0, 1, 0, 0);
    assertThat(log.received()).isEqualTo(2);
    assertThat(log.observedAt(ANNA, 1)).isEqualTo(30);
  }

  @Test
  void oneThatComesLateAndAgainIsReorderedOnceAndADuplicate() {
    log.addOther(1);
    log.add(2, ANNA, 2, 20);
    log.add(3, ANNA, 1, 30);
    log.add(3, ANNA, 1, 31);
    assertCounts(1, 1, 1, 0);
    assertThat(log.received()).isEqualTo(2);
    assertThat(log.observedAt(ANNA, 1)).isEqualTo(30);
  }

  @Test
  void aVersionThatComesAfterTheNextOneIsReorderedWhoeverSentThem() {
    log.addOther(1);
    log.add(3, ANNA, 1, 30);
    log.add(2, BERT, 1, 31);
    assertCounts(0, 1, 2, 0);
    assertThat(log.received()).isEqualTo(2);
  }

  @Test
  void whatIsNoMessageIsCountedExceptTheFirstUpdate() {
    log.addOther(1);
    log.addOther(2);
    assertCounts(0, 0, 0, 1);
  }

  private void assertCounts(long duplicated, long reordered, long unfollowing, long foreign) {
    assertThat(log.duplicated.get()).isEqualTo(duplicated);
    assertThat(log.reordered.get()).isEqualTo(reordered);
    assertThat(log.unfollowing.get()).isEqualTo(unfollowing);
    assertThat(log.foreign.get()).isEqualTo(foreign);
  }
}
