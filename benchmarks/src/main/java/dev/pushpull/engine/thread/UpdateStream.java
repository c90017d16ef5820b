package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Exchange;
import java.io.IOException;

/**
 * One way to receive updates over a connection that stays open. An instance belongs to one {@link
 * StreamSubscriber}, which opens it, and opens it again after a loss.
 */
public interface UpdateStream {

  /**
   * Opens the stream and stays in it until it is over. Called on the subscriber's own virtual
   * thread, never twice at once; an interrupt of that thread must end it promptly.
   *
   * @param events notified of all that happens, on this thread or another
   * @return how the server or {@link #requestClose} ended it, in one line
   * @throws IOException if it could not be opened, or broke
   */
  String listen(Events events) throws IOException, InterruptedException;

  /**
   * Starts the orderly end of an open stream: a closing handshake where the protocol has one, else
   * gives the stream up. Called from any thread.
   *
   * @return whether {@link #listen} will now end by itself
   */
  boolean requestClose();

  /** What a stream tells of itself; a value feed needs no more than what must be heard. */
  public interface Events {

    /** The request was answered, whether or not that opened the stream. */
    default void answered(Exchange exchange) {}

    /** The stream is established. */
    void opened();

    /** A text message came: an update, or something that should have been. */
    void message(byte[] document);

    /** An event of a type came. */
    default void event(String type, byte[] data) {
      message(data);
    }

    /** A binary message came. */
    default void binary(byte[] message) {
      failed("a binary message of " + message.length + " bytes is not an update");
    }

    /** Something came that is not a message; the stream continues. */
    void failed(String failure);

    /** The server answered by refusing the stream; called before {@code listen} fails. */
    default void refused(Answer answer) {}
  }
}
