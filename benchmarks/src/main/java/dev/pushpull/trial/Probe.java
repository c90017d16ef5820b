package dev.pushpull.trial;

import dev.pushpull.client.Exchange;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.TlsFacts;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.measure.Ticks;
import dev.pushpull.sut.wire.Update;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Records what one subscriber experiences. */
final class Probe implements SubscriberListener {

  private final int feed;
  private final long serverClockOffsetNanos;
  private final ObservationLog observations = new ObservationLog();
  private final RequestLog requests = new RequestLog();
  private final Map<String, Long> answersByStatus = new TreeMap<>();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
  private final AtomicLong tlsHandshakes = new AtomicLong();
  private final AtomicReference<@Nullable TlsFacts> firstTls = new AtomicReference<>();
  private long handshakes;
  private long skippedByServer;
  private long heldOnConnection;
  private boolean freshSinceExchange;
  private Ticks ticks = Ticks.NONE;

  Probe(int feed, long serverClockOffsetNanos) {
    this.feed = feed;
    this.serverClockOffsetNanos = serverClockOffsetNanos;
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    freshSinceExchange |= update.version() > observations.held();
    observations.add(
        update.version(),
        observedNanos,
        update.publishedAtNanos() - serverClockOffsetNanos,
        update.payloadChecksum());
    if (heldOnConnection > 0 && update.version() > heldOnConnection) {
      skippedByServer += update.version() - heldOnConnection - 1;
    }
    heldOnConnection = update.version();
  }

  @Override
  public void onExchange(Exchange exchange) {
    answersByStatus.merge(Integer.toString(exchange.status()), 1L, Long::sum);
    if (exchange.kind() == Exchange.Kind.PUBLISH || exchange.kind() == Exchange.Kind.RECOVER) {
      return; // Another connection's: it ends no answer that brings updates.
    }
    boolean fresh = freshSinceExchange;
    freshSinceExchange = false;
    switch (exchange.kind()) {
      case OPEN_STREAM -> handshakes++;
      case POLL, LONG_POLL -> answered(exchange, !fresh);
      case CONNECT, SUBMIT, PUBLISH, RECOVER -> {}
    }
  }

  private void answered(Exchange exchange, boolean empty) {
    if (exchange.status() == 200 || exchange.status() == 304) {
      requests.add(exchange.dueNanos(), exchange.startedNanos(), exchange.completedNanos(), empty);
    }
  }

  @Override
  public void onConnectionOpened() {
    connections.incrementAndGet();
    heldOnConnection = 0;
  }

  @Override
  public void onSecured(TlsFacts tls) {
    tlsHandshakes.incrementAndGet();
    firstTls.compareAndSet(null, tls);
  }

  @Override
  public void onReconnect() {
    reconnects.incrementAndGet();
  }

  @Override
  public void onFailure(String failure) {
    failures.incrementAndGet();
    firstFailure.compareAndSet(null, failure);
  }

  /** Sets when it polls; before it starts. */
  void setTicks(Ticks ticks) {
    this.ticks = ticks;
  }

  /** Whether it holds a version, and every tick due before an instant was answered. */
  boolean settled(long version, long beforeNanos) {
    return observations.held() >= version
        && requests.lastStarted() >= ticks.lastBefore(beforeNanos);
  }

  /** Whether it holds a version or a newer one. */
  boolean holds(long version) {
    return observations.held() >= version;
  }

  int feed() {
    return feed;
  }

  Ticks ticks() {
    return ticks;
  }

  ObservationLog observations() {
    return observations;
  }

  RequestLog requests() {
    return requests;
  }

  Map<String, Long> answersByStatus() {
    return answersByStatus;
  }

  long connections() {
    return connections.get();
  }

  long reconnects() {
    return reconnects.get();
  }

  long failures() {
    return failures.get();
  }

  Optional<String> firstFailure() {
    return Optional.ofNullable(firstFailure.get());
  }

  long handshakes() {
    return handshakes;
  }

  long tlsHandshakes() {
    return tlsHandshakes.get();
  }

  /** What the first TLS handshake resulted in. */
  Optional<TlsFacts> firstTls() {
    return Optional.ofNullable(firstTls.get());
  }

  /** Versions between one message and the next on the same connection. */
  long skippedByServer() {
    return skippedByServer;
  }
}
