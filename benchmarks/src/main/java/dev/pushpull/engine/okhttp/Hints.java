package dev.pushpull.engine.okhttp;

import dev.pushpull.schedule.PollSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * How long a server asks to wait until the next request: {@code Cache-Control: max-age} of an
 * answer (RFC 9111, section 5.2.2.1), {@code Retry-After} of a refusal (RFC 9110, section 10.2.3)
 * or of an answer about a job that is not done. What is not above 0 or cannot be read is not a
 * hint.
 */
final class Hints {

  private static final String RETRY_AFTER = "Retry-After";

  /** What a refusal's {@code Retry-After} is called behind {@link #hideRetryAfter}. */
  private static final String HIDDEN = "Pushpull-Retry-After";

  private Hints() {}

  /** OkHttp asks again by itself when a 503 says {@code Retry-After: 0}, whatever its settings. */
  static Response hideRetryAfter(Response response) {
    String asked = response.header(RETRY_AFTER);
    Response.Builder hidden = response.newBuilder().removeHeader(RETRY_AFTER).removeHeader(HIDDEN);
    return (asked == null ? hidden : hidden.header(HIDDEN, asked)).build();
  }

  /** In ns from the answer on; {@link PollSchedule#NO_HINT} for none. */
  static long nanos(Response response) {
    long seconds =
        switch (response.code()) {
          case 200, 304 ->
              response.cacheControl().maxAgeSeconds() > 0
                  ? response.cacheControl().maxAgeSeconds()
                  : retryAfterSeconds(response);
          case 202, 429, 503 -> retryAfterSeconds(response);
          default -> 0;
        };
    return seconds > 0 ? TimeUnit.SECONDS.toNanos(seconds) : PollSchedule.NO_HINT;
  }

  private static long retryAfterSeconds(Response response) {
    String asked = response.header(HIDDEN);
    if (asked == null) {
      return 0;
    }
    return asked.matches("\\d{1,9}") ? Long.parseLong(asked) : secondsTo(asked, response);
  }

  /** From the server's own date if it tells one, so that its clock need not be right. */
  private static long secondsTo(String httpDate, Response response) {
    Instant until = Headers.of("Date", httpDate).getInstant("Date");
    Instant told = response.headers().getInstant("Date");
    Instant now = told == null ? Instant.ofEpochMilli(response.receivedResponseAtMillis()) : told;
    return until == null ? 0 : Math.ceilDiv(Duration.between(now, until).toMillis(), 1_000);
  }
}
