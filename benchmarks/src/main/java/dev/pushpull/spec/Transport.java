package dev.pushpull.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** By which of the kernel's interfaces the event loops of engine {@code netty} wait. */
public enum Transport {
  /** {@link #EPOLL} where there is one, else {@link #NIO}. */
  AUTO,
  /** Linux, with timers of a nanosecond. */
  EPOLL,
  /** Linux 5.14 or newer, where it is not switched off. */
  IO_URING,
  /** The JDK's selectors: everywhere. */
  NIO;

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Transport parse(String text) {
    return Settings.named("transport", Transport.class, text);
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
