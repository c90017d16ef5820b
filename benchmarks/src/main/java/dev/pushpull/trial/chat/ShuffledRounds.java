package dev.pushpull.trial.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who speaks next: everyone once, in an order that is drawn anew each round. Used by one thread.
 */
final class ShuffledRounds<T> {

  private final List<T> order;
  private final Random random;
  private int next;

  /**
   * @param everyone one or more
   */
  ShuffledRounds(List<T> everyone, long seed) {
    if (everyone.isEmpty()) {
      throw new IllegalArgumentException("there is no member to send");
    }
    this.order = new ArrayList<>(everyone);
    this.random = new Random(seed);
  }

  T next() {
    if (next == 0) {
      Collections.shuffle(order, random);
    }
    T speaker = order.get(next);
    next = (next + 1) % order.size();
    return speaker;
  }
}
