package dev.pushpull.sut.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.feed.JobsSpec;
import dev.pushpull.sut.schedule.ServiceTime;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The body of {@code POST /jobs}: how jobs go from here on. */
final class JobsBody {

  private static final Set<String> KEYS =
      Set.of("service", "failurePercent", "maxLive", "seed", "keepSeconds");

  private JobsBody() {}

  static JobsSpec read(InputStream body) throws IOException, InvalidBodyException {
    JsonNode document = JsonBody.object(body, KEYS);
    String service = JsonBody.text("", document, "service");
    long failurePercent = number(document, "failurePercent", 0);
    long maxLive = number(document, "maxLive", JobsSpec.DEFAULT_LIVE);
    long seed = number(document, "seed", 1);
    long keepSeconds = number(document, "keepSeconds", JobsSpec.DEFAULT_KEPT_SECONDS);
    try {
      return new JobsSpec(
          ServiceTime.parse(service),
          JsonBody.bounded(failurePercent),
          JsonBody.bounded(maxLive),
          seed,
          JsonBody.bounded(keepSeconds));
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(String.valueOf(e.getMessage()));
    }
  }

  private static long number(JsonNode document, String key, long otherwise)
      throws InvalidBodyException {
    return document.has(key) ? JsonBody.number("", document, key) : otherwise;
  }
}
