package dev.pushpull.sut;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The machine's own browser. */
final class Browser {

  private Browser() {}

  /** Sends it to a page; a machine without one is told where to look itself. */
  static void open(String address) {
    try {
      new ProcessBuilder(command(System.getProperty("os.name"), address))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      System.err.println("could not open a browser; open " + address + " yourself");
    }
  }

  /** The program that knows which browser is the machine's. */
  static List<String> command(String system, String address) {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac")) {
      return List.of("open", address);
    }
    return lower.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
        : List.of("xdg-open", address);
  }
}
