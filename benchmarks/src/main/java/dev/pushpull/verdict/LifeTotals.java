package dev.pushpull.verdict;

import dev.pushpull.engine.TlsFacts;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.Mergeable;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What some clients counted over their whole life. Of failures and TLS handshakes it keeps the text
 * of that client which has the lowest number, so that it does not depend on who adds what to whom.
 * Not safe for use by several threads.
 */
@SuppressWarnings("EnumOrdinal") // No boxes where clients count; written in that order, too.
public final class LifeTotals implements Mergeable {

  private static final int PARTS_OF_TLS = 3;

  private final long[] counts = new long[Total.values().length];
  private final Map<Integer, Long> answersByStatus = new TreeMap<>();
  private final FirstText failure = new FirstText();
  private final FirstText tls = new FirstText();

  /** Counts so many more. */
  public void add(Total total, long count) {
    counts[total.ordinal()] += count;
  }

  /** For what is not counted over the whole life. */
  public void set(Total total, long count) {
    counts[total.ordinal()] = count;
  }

  void addAnswers(int status, long count) {
    answersByStatus.merge(status, count, Long::sum);
  }

  /** What went wrong first with a client. */
  void addFailure(int client, String text) {
    failure.offer(client, text);
  }

  /** What a client's first TLS handshake resulted in. */
  void addTls(int client, TlsFacts facts) {
    tls.offer(
        client,
        String.join("\n", facts.version(), facts.cipherSuite(), facts.applicationProtocol()));
  }

  /** How many were counted. */
  public long get(Total total) {
    return counts[total.ordinal()];
  }

  /** Answers by HTTP status. */
  public Map<Integer, Long> answersByStatus() {
    return answersByStatus;
  }

  /** Empty if nothing failed. */
  public String firstFailure() {
    return failure.text().orElse("");
  }

  /** What the first TLS handshake resulted in; empty if there was none. */
  public Optional<TlsFacts> firstTls() {
    return tls.text()
        .map(text -> text.split("\n", PARTS_OF_TLS))
        .map(parts -> new TlsFacts(parts[0], parts[1], parts[2]));
  }

  @Override
  public void write(LongLog out) {
    for (long count : counts) {
      out.add(count);
    }
    out.add(answersByStatus.size());
    answersByStatus.forEach(
        (status, count) -> {
          out.add(status);
          out.add(count);
        });
    failure.write(out);
    tls.write(out);
  }

  @Override
  public void merge(LongBuffer in) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += in.get();
    }
    for (long left = in.get(); left > 0; left--) {
      addAnswers(Math.toIntExact(in.get()), in.get());
    }
    failure.merge(in);
    tls.merge(in);
  }
}
