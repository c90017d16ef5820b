package dev.pushpull.verdict;

/** What is counted of clients over their whole life, one after the other in what a slice writes. */
public enum Total {
  /** Messages that carried an update. */
  MESSAGES,
  /** Messages with a version older than the one held. */
  FALLEN,
  /** Messages that differ from the publish log. */
  DIFFERING,
  /** Versions between one message and the next on the same connection. */
  SKIPPED,
  CONNECTIONS,
  TLS_HANDSHAKES,
  /** Streams that were opened. */
  HANDSHAKES,
  RECONNECTS,
  FAILURES,

  /** Jobs that were asked for. */
  SUBMITTED,
  ACCEPTED,
  /** Jobs that were not taken since there were too many. */
  REFUSED,
  /** Jobs that are known to have ended as processed. */
  PROCESSED,
  /** Jobs that are known to have ended as failed. */
  FAILED,

  /** Chat messages that members sent. */
  SENT,
  /** Chat messages that were answered 201. */
  POSTED,
  /** (message, member) pairs that there should be by what was sent. */
  PAIRS_SENT,
  /** The same by what the rooms' logs hold. */
  PAIRS_PUBLISHED,
  /** (message, member) pairs that came for the first time. */
  PAIRS_RECEIVED,
  /** Chat messages that came again. */
  DUPLICATED,
  /** Chat messages that came after a later one. */
  REORDERED,
  /** Updates whose version was not the one after the last. */
  UNFOLLOWING,
  /** Updates that are no chat messages, a log's first left out. */
  FOREIGN,
  /** Members that were cut off. */
  CUTS,
  /** Slices whose chat messages were not all known to be published in time. */
  UNCONFIRMED,
  /** Entries of the publish logs that are not, each once, the messages that were sent. */
  UNLIKE_SENT
}
