package dev.pushpull.sut.feed;

/** A feed cannot be created since its name is taken. */
public final class FeedExistsException extends Exception {

  /** Names the feed. */
  public FeedExistsException(String name) {
    super("feed '" + name + "' already exists");
  }
}
