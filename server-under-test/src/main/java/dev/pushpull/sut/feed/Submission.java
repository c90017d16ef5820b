package dev.pushpull.sut.feed;

/** What became of an attempt to submit a job. */
public sealed interface Submission {

  /**
   * The job is taken in.
   *
   * @param feed that tells how far it is, holding version 1
   */
  record Accepted(Feed feed) implements Submission {}

  /** There are as many jobs as there may be. */
  record TooMany(int retryAfterSeconds) implements Submission {}

  /** Publishing is stopped until the next start. */
  record Quiesced() implements Submission {}

  /** This server takes no jobs. */
  record Disabled() implements Submission {}
}
