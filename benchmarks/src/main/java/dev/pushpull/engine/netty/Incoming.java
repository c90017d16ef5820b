package dev.pushpull.engine.netty;

import dev.pushpull.engine.AnswerHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;

/**
 * Takes the answer to one request as it comes: its head, its body, then either its end or why there
 * is none. Called on the client's event loop.
 */
interface Incoming {

  /** The head is complete; anything but 1xx. */
  void head(AnswerHead head);

  /**
   * Some of the body; owned by the caller.
   *
   * @throws IOException if nothing more of it is wanted: it is given up and {@link #failed} then
   */
  void body(ByteBuf part) throws IOException;

  /** All of the answer came. */
  void end();

  /** The answer will not come, or not all of it. */
  void failed(IOException why);

  /**
   * The server changes to another protocol (101), after {@link #head}: whose handlers go where the
   * reader of HTTP stands.
   */
  default void upgraded(Channel channel) {
    failed(new IOException("unexpected status 101"));
  }
}
