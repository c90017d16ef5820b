package dev.pushpull.suite;

/** A running server that is held for one run. */
public interface HeldServer extends AutoCloseable {

  /** For a run that starts its servers itself. */
  HeldServer NONE = () -> {};

  /** Lets others have it. */
  @Override
  void close();
}
