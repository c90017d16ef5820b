package dev.pushpull.spec;

/** What carries the requests. */
public enum Protocol {
  /** HTTP/1.1 over TCP. */
  H1("h1");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /**
   * Reads {@code h1}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Protocol parse(String text) {
    for (Protocol protocol : values()) {
      if (protocol.label.equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException("protocol must be h1, but is '" + text + "'");
  }

  @Override
  public String toString() {
    return label;
  }
}
