package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pushpull.spec.target.Locator;
import dev.pushpull.spec.target.UpdateForm.TimeAt;
import dev.pushpull.spec.target.UpdateForm.Unit;
import dev.pushpull.sut.schedule.IsoInstant;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a message or an answer is looked into.
 *
 * @param document null if it has none
 * @param raw the document as it came
 * @param header gives the value of a header, null if it is not there
 */
@SuppressWarnings("ArrayRecordComponent") // Looked into, never compared.
public record Place(
    @Nullable JsonNode document, byte[] raw, UnaryOperator<@Nullable String> header) {

  private static final BigDecimal EARLIEST = nanos("1990-01-01T00:00:00Z");
  private static final BigDecimal LATEST = nanos("2100-01-01T00:00:00Z");
  private static final int MAX_NUMBER = 64;

  private static BigDecimal nanos(String instant) {
    return BigDecimal.valueOf(IsoInstant.parse(instant));
  }

  /**
   * The text at a place: a string as it is, any other value as JSON writes it; of several places a
   * JSON array, in which null stands for what is not there, so that no two lists have one text; of
   * a hash 16 digits, the same on every machine.
   *
   * @return empty if nothing is there, or null
   */
  public Optional<String> find(Locator locator) {
    return switch (locator) {
      case Locator.Pointer pointer -> value(pointer).map(Documents::text);
      case Locator.Header name -> Optional.ofNullable(header.apply(name.name()));
      case Locator.Hash hash ->
          hash.of().isEmpty()
              ? Optional.of(hash(raw))
              : hash.of().flatMap(this::value).map(Documents::canonical).map(Place::hash);
      case Locator.Several several -> joined(several);
    };
  }

  private Optional<JsonNode> value(Locator.Pointer pointer) {
    return Optional.ofNullable(document)
        .map(whole -> whole.at(pointer.at()))
        .filter(value -> !value.isMissingNode() && !value.isNull());
  }

  private Optional<String> joined(Locator.Several several) {
    var all = JsonNodeFactory.instance.arrayNode();
    boolean any = false;
    for (Locator part : several.parts()) {
      Optional<String> found = find(part);
      any |= found.isPresent();
      all.add(found.orElse(null));
    }
    return any ? Optional.of(all.toString()) : Optional.empty();
  }

  /** The first 64 bits of SHA-256, for which processors have instructions. */
  private static String hash(byte[] bytes) {
    try {
      long first = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
      return HexFormat.of().toHexDigits(first);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The instant that is written at a place.
   *
   * @return ns since 1970; empty if nothing is there
   * @throws MalformedMessageException if it is none in its unit, or not from 1990 to 2100
   */
  public OptionalLong epochNanos(TimeAt time) throws MalformedMessageException {
    Optional<String> written = find(time.at());
    if (written.isEmpty()) {
      return OptionalLong.empty();
    }
    String text = written.orElseThrow().strip();
    if (time.unit() != Unit.ISO) {
      return OptionalLong.of(ofNumber(time, text));
    }
    BigDecimal nanos = BigDecimal.valueOf(ofIso(time, text));
    if (!isPlausible(nanos)) {
      throw wrong(time, text, "is not from 1990 to 2100");
    }
    return OptionalLong.of(nanos.longValueExact());
  }

  private static long ofIso(TimeAt time, String text) throws MalformedMessageException {
    if (time.at() instanceof Locator.Header) {
      try {
        Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        return Math.multiplyExact(date.getEpochSecond(), Unit.S.nanos());
      } catch (DateTimeException | ArithmeticException e) {
        // Then it must be the other form.
      }
    }
    try {
      return IsoInstant.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(time, text, String.valueOf(e.getMessage()));
    }
  }

  private static long ofNumber(TimeAt time, String text) throws MalformedMessageException {
    BigDecimal number;
    try {
      number = text.length() > MAX_NUMBER ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      number = null;
    }
    if (number == null) {
      throw wrong(time, text, "is no number");
    }
    BigDecimal nanos = in(number, time.unit());
    if (isPlausible(nanos)) {
      return nanos.longValue();
    }
    throw wrong(time, text, "is not from 1990 to 2100" + betterUnit(number));
  }

  private static BigDecimal in(BigDecimal number, Unit unit) {
    return number.multiply(BigDecimal.valueOf(unit.nanos()));
  }

  private static boolean isPlausible(BigDecimal nanos) {
    return nanos.compareTo(EARLIEST) >= 0 && nanos.compareTo(LATEST) < 0;
  }

  private static String betterUnit(BigDecimal number) {
    return Stream.of(Unit.S, Unit.MS, Unit.US, Unit.NS)
        .filter(unit -> isPlausible(in(number, unit)))
        .findFirst()
        .map(unit -> "; as %s it would be %s".formatted(unit, date(in(number, unit))))
        .orElse("");
  }

  private static Instant date(BigDecimal nanos) {
    return Instant.ofEpochSecond(nanos.longValue() / Unit.S.nanos());
  }

  private static MalformedMessageException wrong(TimeAt time, String text, String why) {
    return new MalformedMessageException(
        "the time at %s in %s is '%s', which %s"
            .formatted(time.at(), time.unit(), Documents.seen(text.getBytes(UTF_8)), why));
  }
}
