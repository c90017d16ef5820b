package dev.pushpull.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The ports from which connections are made, where nobody chooses one: each address has as many
 * towards one server.
 *
 * @param first the lowest
 * @param last the highest
 */
public record PortRange(int first, int last) {

  private static final Path FILE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  private static final int MAX_TEXT = 64;

  /** Servers listen on some, and other programs use some. */
  private static final int TAKEN = 50;

  /** This machine's; empty where the system does not tell. */
  public static Optional<PortRange> ofThisMachine() {
    // Such files are whole in one read only: a second one gets nothing more.
    try (InputStream in = Files.newInputStream(FILE)) {
      return parse(new String(in.readNBytes(MAX_TEXT), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads the system's text, two numbers. */
  static Optional<PortRange> parse(String text) {
    String[] bounds = text.strip().split("\\s+", -1);
    boolean two = bounds.length == 2 && text.strip().matches("\\d{1,5}\\s+\\d{1,5}");
    return two
        ? Optional.of(new PortRange(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1])))
        : Optional.empty();
  }

  /** How many there are. */
  public int size() {
    return last - first + 1;
  }

  /**
   * What is wrong with so many connections to one server and how to put it right, in one line;
   * empty when there are ports enough.
   *
   * @param addresses from which they are made, at least 1
   */
  public Optional<String> problem(int connections, int addresses) {
    int needed = Math.ceilDiv(connections, Math.max(1, size() - TAKEN));
    return addresses >= needed
        ? Optional.empty()
        : Optional.of(
            "%s connections need %s source addresses, since each has %s ports (%s to %s, of which %s may be"
                    .formatted(connections, needed, size(), first, last, TAKEN)
                + " taken), but there"
                + " %s; give more, such as --source-addresses 127.0.0.1-127.0.0.%s for a server on"
                    .formatted(addresses == 1 ? "is 1" : "are " + addresses, Math.min(needed, 254))
                + " 127.0.0.1");
  }
}
