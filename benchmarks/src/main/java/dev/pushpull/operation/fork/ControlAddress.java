package dev.pushpull.operation.fork;

import dev.pushpull.spec.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the control address of a running server, and its token. */
final class ControlAddress {

  private ControlAddress() {}

  /**
   * Reads both.
   *
   * @param text {@code HOST:PORT}
   * @param tokenFile path of a file with the token; not deleted, since each fork reads it
   */
  static ServerAddress parse(String text, String tokenFile) {
    try {
      return ServerAddress.parse(text, () -> token(tokenFile))
          .orElseThrow(
              () ->
                  OperationException.told(
                      "%s must be HOST:PORT, but is '%s'"
                          .formatted(OperationServer.CONNECT_PROPERTY, text)));
    } catch (IllegalArgumentException e) {
      throw OperationException.told(OperationServer.CONNECT_PROPERTY, e);
    }
  }

  private static String token(String file) {
    if (file.isEmpty()) {
      throw OperationException.told(
          "%s needs a file with the server's token in %s"
              .formatted(OperationServer.CONNECT_PROPERTY, OperationServer.TOKEN_PROPERTY));
    }
    return OperationException.orTold(
        "the token's file cannot be read (%s)".formatted(OperationServer.TOKEN_PROPERTY),
        () -> Files.readString(Path.of(file)).strip());
  }
}
