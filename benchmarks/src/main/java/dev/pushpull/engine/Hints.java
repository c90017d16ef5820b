package dev.pushpull.engine;

import dev.pushpull.schedule.PollSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to wait until the next request: {@code Cache-Control: max-age} of an
 * answer (RFC 9111, section 5.2.2.1), {@code Retry-After} of a refusal (RFC 9110, section 10.2.3)
 * or of an answer about a job that is not done. What is not above 0 or cannot be read is not a
 * hint.
 */
public final class Hints {

  private static final Pattern MAX_AGE =
      Pattern.compile("(?i)(?:^|,)\\s*max-age\\s*=\\s*\"?(\\d{1,18})\"?\\s*(?:,|$)");

  /** As they are sent, and the two obsolete forms (RFC 9110, section 5.6.7). */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US)
              .withZone(ZoneOffset.UTC));

  private Hints() {}

  /** In ns from the answer on; {@link PollSchedule#NO_HINT} for none. */
  public static long nanos(AnswerHead answer) {
    long seconds =
        switch (answer.status()) {
          case 200, 304 -> {
            long maxAge = maxAgeSeconds(answer.header("Cache-Control"));
            yield maxAge > 0 ? maxAge : retryAfterSeconds(answer);
          }
          case 202, 429, 503 -> retryAfterSeconds(answer);
          default -> 0;
        };
    return seconds > 0 ? Duration.ofSeconds(seconds).toNanos() : PollSchedule.NO_HINT;
  }

  private static long maxAgeSeconds(@Nullable String control) {
    if (control == null) {
      return 0;
    }
    Matcher found = MAX_AGE.matcher(control);
    return found.find() ? Math.min(Long.parseLong(found.group(1)), Integer.MAX_VALUE) : 0;
  }

  private static long retryAfterSeconds(AnswerHead answer) {
    String asked = answer.header("Retry-After");
    if (asked == null) {
      return 0;
    }
    return asked.matches("\\d{1,9}") ? Long.parseLong(asked) : secondsTo(asked, answer);
  }

  /** From the server's own date if it tells one, so that its clock need not be right. */
  private static long secondsTo(String httpDate, AnswerHead answer) {
    Instant until = instant(httpDate);
    Instant told = instant(answer.header("Date"));
    return until == null
        ? 0
        : Math.ceilDiv(
            Duration.between(told == null ? Instant.now() : told, until).toMillis(), 1_000);
  }

  private static @Nullable Instant instant(@Nullable String httpDate) {
    for (DateTimeFormatter form : httpDate == null ? List.<DateTimeFormatter>of() : DATES) {
      try {
        return form.parse(httpDate, Instant::from);
      } catch (DateTimeException e) {
        // It may have another form.
      }
    }
    return null;
  }
}
