package dev.pushpull.engine;

/**
 * The whole answer to a request.
 *
 * @param body must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are read, never compared.
public record Answer(AnswerHead head, byte[] body) {

  /** HTTP status. */
  public int status() {
    return head.status();
  }
}
