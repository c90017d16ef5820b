package dev.pushpull.sut.schedule;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.HexFormat;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Instants of a trace, eight bytes each, and what they are known by. Immutable. */
final class TraceOffsets extends AbstractList<Long> implements RandomAccess {

  private final long[] nanos;
  private volatile @Nullable String digest;

  private TraceOffsets(long[] nanos) {
    this.nanos = nanos;
  }

  /** Takes the array over. */
  static TraceOffsets of(long[] nanos) {
    return new TraceOffsets(nanos);
  }

  /** A copy, or the same if it is one. */
  static TraceOffsets copyOf(List<Long> nanos) {
    return nanos instanceof TraceOffsets same
        ? same
        : new TraceOffsets(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public Long get(int index) {
    return nanos[index];
  }

  @Override
  public int size() {
    return nanos.length;
  }

  /** Seconds with nine decimals, one a line. */
  void write(OutputStream out) throws IOException {
    var lines = new BufferedOutputStream(out, 1 << 16);
    for (long at : nanos) {
      String line = BigDecimal.valueOf(at, 9).toPlainString() + '\n';
      lines.write(line.getBytes(StandardCharsets.US_ASCII));
    }
    lines.flush();
  }

  /** SHA-256 of what {@link #write} writes, in hexadecimal digits. */
  String digest() {
    String known = digest;
    if (known == null) {
      known = compute();
      digest = known;
    }
    return known;
  }

  private String compute() {
    try (var out =
        new DigestOutputStream(
            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      write(out);
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
