package dev.pushpull.engine;

import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;

/** Reads what a target sends about a feed: one document, event or frame. Safe from any thread. */
@FunctionalInterface
public interface MessageReader {

  /** What our own server sends. */
  MessageReader UPDATES = UpdateJson::decode;

  /**
   * The update that a message carries.
   *
   * @throws MalformedUpdateException if it carries none
   */
  Update read(byte[] message) throws MalformedUpdateException;
}
