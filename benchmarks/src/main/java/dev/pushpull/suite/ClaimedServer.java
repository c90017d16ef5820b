package dev.pushpull.suite;

/** A running server that is held for one run. */
public interface ClaimedServer extends AutoCloseable {

  /** For a run that starts its servers itself. */
  ClaimedServer NONE = () -> {};

  /** Lets others have it. */
  @Override
  void close();
}
