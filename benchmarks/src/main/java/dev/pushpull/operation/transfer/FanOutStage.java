package dev.pushpull.operation.transfer;

import dev.pushpull.operation.fork.Opened;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.Publisher;
import dev.pushpull.spec.Protocol;
import dev.pushpull.suite.op.FanOut;
import dev.pushpull.sut.wire.MemoryReading;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * What exists during a trial of {@link FanOut}. One thread.
 *
 * @param publisher on a connection of its own
 * @param receivers all of them
 * @param memory of the server, without and with them
 * @param opened all that is closed with it
 */
public record FanOutStage(
    FanOutTransport transport,
    OperationServer server,
    Publisher publisher,
    FanOutReceivers receivers,
    FanOutMemory memory,
    Opened opened)
    implements Closeable {

  private static final String FEED = "fan-out";
  private static final int FEW = 16;
  private static final Duration PARK = Duration.ofSeconds(20);

  /**
   * Starts a server, burns in with a few receivers, connects all of them, and burns in again.
   *
   * @param burnIn how long with all of them; before it, half as long
   */
  public static FanOutStage open(
      FanOutTransport transport, int count, int payloadBytes, Duration burnIn) {
    return Opened.orClosed(
        "the receivers cannot be set up",
        opened -> {
          OperationServer server = OperationServer.open(Protocol.H1, count + FEW);
          opened.add(server::close);
          server.createFeed(FEED, payloadBytes);
          Publisher publisher = opened.add(Publisher.open(server, FEED, payloadBytes));
          try (var few = listen(transport, server, Math.min(count, FEW))) {
            new FanOutStage(transport, server, publisher, few, FanOutMemory.NONE, opened)
                .burnIn(burnIn.dividedBy(2));
          }
          MemoryReading without = FanOutMemory.read(server.control(), count);
          FanOutReceivers all = opened.add(listen(transport, server, count));
          new FanOutStage(transport, server, publisher, all, FanOutMemory.NONE, opened).park();
          MemoryReading with = FanOutMemory.read(server.control(), count);
          var memory = new FanOutMemory(count, without, with);
          var stage = new FanOutStage(transport, server, publisher, all, memory, opened);
          stage.burnIn(burnIn);
          return stage;
        });
  }

  private static FanOutReceivers listen(
      FanOutTransport transport, OperationServer server, int count)
      throws IOException, InterruptedException {
    return FanOutReceivers.connect(transport, server.address(), server.feed(FEED), count);
  }

  /** Closed loop, so that both JVMs have compiled the code of a publish. */
  private void burnIn(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      park();
      receivers.expectNext();
      publisher.send();
      receivers.await();
      publisher.confirm();
    }
  }

  /** Lets all receivers wait for the next update, whatever came meanwhile. */
  public void listenAgain() throws IOException, InterruptedException {
    park();
    receivers.read(0);
  }

  /**
   * Sends the answered long polls again, and waits until the server has parked all of them; nothing
   * with push.
   */
  private void park() throws IOException, InterruptedException {
    if (transport != FanOutTransport.LONG_POLL) {
      return;
    }
    receivers.park();
    long deadline = System.nanoTime() + PARK.toNanos();
    long parked = server.control().counters().parked();
    while (parked < receivers.count()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "only %,d of %,d long polls were parked in time",
                parked,
                receivers.count()));
      }
      receivers.read(1);
      parked = server.control().counters().parked();
    }
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
