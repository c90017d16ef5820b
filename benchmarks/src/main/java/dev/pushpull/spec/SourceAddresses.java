package dev.pushpull.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * From which addresses of this machine clients connect, taken in turn: each has ports of its own,
 * so that several reach further than one. None: the system's choice.
 *
 * @param text as it was given: addresses separated by commas, each alone or the first and last of a
 *     row of IPv4 addresses, such as {@code 127.0.0.1-127.0.0.8}
 * @param each the addresses; 256 at most
 */
public record SourceAddresses(@JsonValue String text, List<InetAddress> each) {

  /** The system's choice. */
  public static final SourceAddresses NONE = new SourceAddresses("", List.of());

  private static final int MAX = 256;

  /** Copies the list. */
  public SourceAddresses {
    each = List.copyOf(each);
  }

  /**
   * Reads addresses.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  @JsonCreator
  public static SourceAddresses parse(String text) {
    var all = new ArrayList<InetAddress>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int dash = part.indexOf('-');
      if (dash < 0) {
        all.add(literal(part.strip(), text));
      } else {
        addRow(all, part.substring(0, dash).strip(), part.substring(dash + 1).strip(), text);
      }
    }
    if (all.size() > MAX) {
      throw invalid(text);
    }
    return new SourceAddresses(text, all);
  }

  private static void addRow(List<InetAddress> all, String first, String last, String text) {
    long from = number(literal(first, text), text);
    long to = number(literal(last, text), text);
    if (to < from || to - from >= MAX) {
      throw invalid(text);
    }
    for (long address = from; address <= to; address++) {
      all.add(of(ByteBuffer.allocate(4).putInt((int) address).array()));
    }
  }

  private static long number(InetAddress address, String text) {
    byte[] octets = address.getAddress();
    if (octets.length != 4) {
      throw invalid(text);
    }
    return Integer.toUnsignedLong(ByteBuffer.wrap(octets).getInt());
  }

  /** No name: it would be looked up, and might mean several. */
  private static InetAddress literal(String address, String text) {
    try {
      return InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
  }

  private static InetAddress of(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "source-addresses must be up to %s addresses, such as 127.0.0.1-127.0.0.8 or".formatted(MAX)
            + " 10.0.0.5,10.0.0.6, but is '"
            + text
            + "'");
  }

  @Override
  public String toString() {
    return text;
  }
}
