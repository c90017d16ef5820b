package dev.pushpull.suite;

import dev.pushpull.spec.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A running server's token in a file that only its owner can read, since arguments are open to
 * every user and end up in results. Closing this deletes it; a trial's fork does so once it has
 * read it.
 *
 * @param path empty if the fork starts its own server
 */
record TokenFile(Optional<Path> path) implements AutoCloseable {

  static TokenFile of(Optional<ServerAddress> server) throws IOException {
    return new TokenFile(server.isEmpty() ? Optional.empty() : Optional.of(written(server.get())));
  }

  private static Path written(ServerAddress server) throws IOException {
    var permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path file = Files.createTempFile("pushpull-", ".token", permissions);
    return Files.writeString(file, server.token());
  }

  @Override
  public void close() throws IOException {
    if (path.isPresent()) {
      Files.deleteIfExists(path.get());
    }
  }
}
