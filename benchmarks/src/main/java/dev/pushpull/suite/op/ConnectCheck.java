package dev.pushpull.suite.op;

/** Whether a fork's TLS handshakes were of the requested kind. One thread. */
final class ConnectCheck {

  private static final double LEAST = 0.95;

  private final Connects connects;
  private final boolean resumed;
  private long operations;

  ConnectCheck(Connects connects, boolean resumed) {
    this.connects = connects;
    this.resumed = resumed;
  }

  /** Adds an iteration's operations. */
  void add(long count) {
    operations += count;
  }

  /** After the fork. */
  void check() {
    if (connects.carrier().tls().isEmpty()) {
      return;
    }
    long full = connects.fullHandshakes();
    // The very first handshake cannot be resumed.
    long right = resumed ? operations - full + 1 : full;
    if (right < LEAST * operations) {
      throw OperationException.told(
          "%d of %d TLS handshakes were full, but %s handshakes should be measured"
              .formatted(full, operations, resumed ? "resumed" : "only full"));
    }
  }
}
