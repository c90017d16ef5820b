package dev.pushpull.spec.target;

import java.nio.file.Path;

/** Which certificates of the server are believed. */
public sealed interface Trust {

  /** Those that the JDK believes. */
  record Usual() implements Trust {
    @Override
    public String toString() {
      return "the JDK's";
    }
  }

  /** Those that the certificates in a PEM file vouch for; absolute. */
  record Pem(Path file) implements Trust {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** Any, which every result says. */
  record Any() implements Trust {
    @Override
    public String toString() {
      return "any";
    }
  }
}
