package dev.pushpull.sut.feed;

/** What a feed knows of when its next update comes, for clients that poll. */
@FunctionalInterface
public interface RetryHint {

  /** Nothing. */
  RetryHint NONE = () -> 0;

  /** In how many seconds it is worth asking again, from 1; 0 for nothing known. */
  int seconds();
}
