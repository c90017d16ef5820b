package dev.pushpull.trial;

import dev.pushpull.client.TlsFacts;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is counted of one client, whatever it does. Safe from any thread. */
final class ClientCounts {

  private final Map<Integer, Long> answersByStatus = new TreeMap<>(); // guarded by this
  private long connections; // guarded by this
  private long tlsHandshakes; // guarded by this
  private long handshakes; // guarded by this
  private long reconnects; // guarded by this
  private long failures; // guarded by this
  private @Nullable String firstFailure; // guarded by this
  private @Nullable TlsFacts firstTls; // guarded by this

  synchronized void answered(int status) {
    answersByStatus.merge(status, 1L, Long::sum);
  }

  synchronized void streamOpened() {
    handshakes++;
  }

  synchronized void connectionOpened() {
    connections++;
  }

  synchronized void secured(TlsFacts tls) {
    tlsHandshakes++;
    firstTls = firstTls == null ? tls : firstTls;
  }

  synchronized void reconnected() {
    reconnects++;
  }

  synchronized void failed(String failure) {
    failures++;
    firstFailure = firstFailure == null ? failure : firstFailure;
  }

  synchronized long failures() {
    return failures;
  }

  /**
   * Adds it to the others'.
   *
   * @param client its number
   */
  synchronized void addTo(LifeTotals totals, int client) {
    answersByStatus.forEach(totals::addAnswers);
    totals.add(Total.CONNECTIONS, connections);
    totals.add(Total.TLS_HANDSHAKES, tlsHandshakes);
    totals.add(Total.HANDSHAKES, handshakes);
    totals.add(Total.RECONNECTS, reconnects);
    totals.add(Total.FAILURES, failures);
    if (firstFailure != null) {
      totals.addFailure(client, firstFailure);
    }
    if (firstTls != null) {
      totals.addTls(client, firstTls);
    }
  }
}
