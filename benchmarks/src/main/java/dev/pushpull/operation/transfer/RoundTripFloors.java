package dev.pushpull.operation.transfer;

import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationPayload;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.EventReader;
import dev.pushpull.operation.wire.FrameReader;
import dev.pushpull.operation.wire.Heads;
import dev.pushpull.operation.wire.Publisher;
import dev.pushpull.operation.wire.RawLink;
import dev.pushpull.operation.wire.WireReader;
import java.io.IOException;

/** The round trips on raw sockets. */
final class RoundTripFloors {

  private static final int NOT_MODIFIED = 304;

  private RoundTripFloors() {}

  /** A request that is answered at once, with the update. */
  static Operation pollNew(OperationServer server, String feed) throws IOException {
    return poll(RawLink.open(server), Heads.poll(server.feed(feed)), RawLink.OK);
  }

  /** A request that is answered at once, without an update. */
  static Operation pollNotModified(OperationServer server, String feed) throws IOException {
    byte[] request = Heads.conditionalPoll(server.feed(feed), 1);
    return poll(RawLink.open(server), request, NOT_MODIFIED);
  }

  private static Operation poll(RawLink link, byte[] request, int expected) {
    return Operation.raw(
        () -> {
          link.send(request);
          return link.expectAnswer(expected);
        },
        link);
  }

  /** A message that is echoed. */
  static Operation echo(OperationServer server, String feed, int payloadBytes) throws IOException {
    var reader = new FrameReader();
    RawLink link = listening(server, Heads.upgrade(server.feed(feed)), reader);
    byte[] frame = Heads.textFrame(OperationPayload.text(payloadBytes));
    return Operation.raw(
        () -> {
          link.send(frame);
          return link.await(reader);
        },
        link);
  }

  /** An event after a publish. */
  static Operation event(OperationServer server, String feed, int payloadBytes) throws IOException {
    var reader = new EventReader();
    RawLink link = listening(server, Heads.events(server.feed(feed)), reader);
    Publisher publisher = Publisher.open(server, feed, payloadBytes);
    return Operation.raw(
        () -> {
          long sentNanos = publisher.publish();
          link.await(reader);
          return sentNanos;
        },
        link,
        publisher);
  }

  /** A connection that has asked for messages and got the first. */
  private static RawLink listening(OperationServer server, byte[] request, WireReader reader)
      throws IOException {
    RawLink link = RawLink.open(server);
    link.send(request);
    link.await(reader);
    return link;
  }

  /** A long poll that is parked already, and answered by a publish; needs a new feed. */
  static final class Parked implements Operation {
    private static final int MAX_DIGITS = 20;

    private final RawLink link;
    private final Publisher publisher;
    private final byte[] head;
    private final byte[] tail;
    private final byte[] request;
    private long version = 1;

    Parked(OperationServer server, String feed, int payloadBytes) throws IOException {
      link = RawLink.open(server);
      publisher = Publisher.open(server, feed, payloadBytes);
      byte[][] parts = Heads.longPoll(server.feed(feed));
      head = parts[0];
      tail = parts[1];
      request = new byte[head.length + MAX_DIGITS + tail.length];
      System.arraycopy(head, 0, request, 0, head.length);
      settle();
    }

    @Override
    public long once() throws IOException {
      publisher.publish();
      link.expectAnswer(RawLink.OK);
      return ++version;
    }

    /**
     * Asks for the next version, without allocating. OkHttp's reader also sends the next request
     * after the JMH thread has the update.
     */
    @Override
    public void settle() throws IOException {
      int end = head.length + 1;
      for (long power = 10; power <= version; power *= 10) {
        end++;
      }
      long left = version;
      for (int i = end - 1; i >= head.length; i--) {
        request[i] = (byte) ('0' + left % 10);
        left /= 10;
      }
      System.arraycopy(tail, 0, request, end, tail.length);
      link.write(request, end + tail.length);
    }

    @Override
    public void close() throws IOException {
      link.close();
      publisher.close();
    }
  }
}
