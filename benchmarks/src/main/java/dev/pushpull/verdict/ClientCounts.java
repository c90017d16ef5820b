package dev.pushpull.verdict;

import dev.pushpull.engine.ConnectionListener;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.schedule.Window;
import java.util.stream.LongStream;

/** What is counted of one client, whatever it does. Safe from any thread. */
public class ClientCounts implements ConnectionListener {

  /** Its number among all of the trial's, from 0. */
  public final int client;

  private final LifeTotals totals = new LifeTotals(); // guarded by this
  private final LongLog otherRequests = new LongLog(); // written by who holds this

  /**
   * @param client its number among all of the trial's
   */
  public ClientCounts(int client) {
    this.client = client;
  }

  /** Counts an answer of this HTTP status. */
  public final synchronized void answered(int status) {
    totals.addAnswers(status, 1);
  }

  /** Counts one more. */
  public final synchronized void count(Total total) {
    totals.add(total, 1);
  }

  /** A request was sent that no request meter sees. */
  public final synchronized void askedOther(long startedNanos) {
    otherRequests.add(startedNanos);
  }

  /** How many such requests were sent in a window. */
  public final int otherRequestsIn(Window window) {
    return (int) LongStream.of(otherRequests.toArray()).filter(window::contains).count();
  }

  /** Notes a request if it was answered with 200 or 304. */
  protected static void note(RequestLog log, Exchange exchange, boolean empty) {
    if (exchange.status() == 200 || exchange.status() == 304) {
      log.add(exchange.dueNanos(), exchange.startedNanos(), exchange.completedNanos(), empty);
    }
  }

  @Override
  public void onConnectionOpened() {
    count(Total.CONNECTIONS);
  }

  @Override
  public synchronized void onSecured(TlsFacts tls) {
    count(Total.TLS_HANDSHAKES);
    totals.addTls(client, tls);
  }

  @Override
  public void onReconnect() {
    count(Total.RECONNECTS);
  }

  @Override
  public synchronized void onFailure(String failure) {
    count(Total.FAILURES);
    totals.addFailure(client, failure);
  }

  /** Failures reported so far. */
  public final synchronized long failures() {
    return totals.get(Total.FAILURES);
  }

  /** Adds what was counted to that of others. */
  public final synchronized void addTo(LifeTotals others) {
    Mergeable.add(others, totals);
  }
}
