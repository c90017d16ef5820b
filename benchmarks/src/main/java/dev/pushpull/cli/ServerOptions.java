package dev.pushpull.cli;

import dev.pushpull.spec.ServerAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A server that already runs, in place of one that each trial starts. */
final class ServerOptions {

  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\s]+):(\\d{1,5})");
  private static final String TOKEN_VARIABLE = "PUSHPULL_TOKEN";

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      description =
          "Measure a running server: the control address that 'pushpull serve --control' printed.")
  @Nullable String connect;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Token of that server; default: environment variable PUSHPULL_TOKEN.")
  @Nullable String token;

  /**
   * The server, if one was named.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Optional<ServerAddress> address() {
    if (connect == null) {
      if (token != null) {
        throw new IllegalArgumentException("--token requires --connect HOST:PORT");
      }
      return Optional.empty();
    }
    Matcher match = ADDRESS.matcher(connect);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "--connect must be HOST:PORT, such as 10.0.0.2:7070, but is '" + connect + "'");
    }
    try {
      int port = Integer.parseInt(match.group(2));
      return Optional.of(new ServerAddress(match.group(1), port, secret()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--connect: " + e.getMessage(), e);
    }
  }

  private String secret() {
    String secret = token == null ? System.getenv(TOKEN_VARIABLE) : token;
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "--token (or " + TOKEN_VARIABLE + ") must be the token that the server printed");
    }
    return secret;
  }
}
