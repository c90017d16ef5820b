package dev.pushpull.cli;

import static dev.pushpull.sut.options.TextOptions.named;

import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.options.TextOptions;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** A server that already runs, in place of one that each trial starts. */
final class ServerOptions {

  private static final String TOKEN_VARIABLE = "PUSHPULL_TOKEN";

  private final TextOptions options = TextOptions.of(ServerOptions.class, "options/server.txt");
  @Mixin CommandSpec texts = options.spec();

  /**
   * The server, if one was named.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Optional<ServerAddress> address() {
    Optional<String> given = options.text("--connect");
    if (given.isEmpty() && options.text("--token").isPresent()) {
      throw new IllegalArgumentException("--token requires --connect HOST:PORT");
    }
    return given.flatMap(this::address);
  }

  private Optional<ServerAddress> address(String given) {
    return named("--connect", (String text) -> ServerAddress.parse(text, this::secret))
        .apply(given)
        .or(
            () -> {
              throw new IllegalArgumentException(
                  "--connect must be HOST:PORT, such as 10.0.0.2:7070, but is '" + given + "'");
            });
  }

  private String secret() {
    String secret = options.text("--token").orElseGet(() -> System.getenv(TOKEN_VARIABLE));
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "--token (or " + TOKEN_VARIABLE + ") must be the token that the server printed");
    }
    return secret;
  }
}
