package dev.pushpull.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at what is printed. */
public final class Terminal {

  private Terminal() {}

  /** Whether standard output is a terminal on which colour is welcome (no-color.org). */
  public static boolean colour() {
    String noColour = System.getenv("NO_COLOR");
    return (noColour == null || noColour.isEmpty())
        && !"dumb".equals(System.getenv("TERM"))
        && isTerminal(1);
  }

  /** Whether standard output is a terminal. */
  public static boolean interactive() {
    return isTerminal(1);
  }

  /** Whether standard error is a terminal on which a line can be drawn again. */
  public static boolean progressLine() {
    return !"dumb".equals(System.getenv("TERM")) && isTerminal(2);
  }

  /**
   * {@code Console} asks for standard input too, so the descriptor is looked at, where it can be.
   */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
