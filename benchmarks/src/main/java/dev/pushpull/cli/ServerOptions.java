package dev.pushpull.cli;

import static dev.pushpull.cli.TextOptions.named;

import dev.pushpull.spec.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A server that already runs, in place of one that each trial starts. */
final class ServerOptions {

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
    String given = connect;
    return named("--connect", (String text) -> ServerAddress.parse(text, this::secret))
        .apply(given)
        .or(
            () -> {
              throw new IllegalArgumentException(
                  "--connect must be HOST:PORT, such as 10.0.0.2:7070, but is '" + given + "'");
            });
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
