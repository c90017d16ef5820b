package dev.pushpull.engine.okhttp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.OptionalLong;

/** The answer of a log feed that keeps no longer what follows the version that a client holds. */
final class Gone {

  static final int STATUS = 410;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Gone() {}

  /** The oldest version that is kept; empty if the problem document does not say so. */
  static OptionalLong oldest(byte[] problem) {
    try {
      JsonNode oldest = JSON.readTree(problem).path("oldest");
      return oldest.isIntegralNumber() ? OptionalLong.of(oldest.longValue()) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
