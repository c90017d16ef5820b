package dev.pushpull.sut.options;

/** What {@code pushpull serve} and the server's own command line read. */
public final class ServeOptions {

  /** A feed; may be repeated. */
  public static final String FEED = "--feed";

  /** A feed that keeps a log; may be repeated. */
  public static final String LOG_FEED = "--log-feed";

  private ServeOptions() {}

  /** The options, none of them given yet. */
  public static TextOptions read() {
    return TextOptions.of(ServeOptions.class, "serve.txt");
  }
}
