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
import java.net.URI;
import java.nio.charset.StandardCharsets;

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
    private final RawLink link;
    private final Publisher publisher;
    private final URI feed;
    private final int tailBytes; // of a request, from behind its version on
    private byte[] request;
    private long version = 1;

    Parked(OperationServer server, String feed, int payloadBytes) throws IOException {
      this.link = RawLink.open(server);
      this.publisher = Publisher.open(server, feed, payloadBytes);
      this.feed = server.feed(feed);
      this.request = Heads.longPoll(this.feed, 0);
      String text = new String(request, StandardCharsets.US_ASCII);
      this.tailBytes = text.length() - text.lastIndexOf('"');
      settle();
    }

    @Override
    public long once() throws IOException {
      publisher.publish();
      link.expectAnswer(RawLink.OK);
      return ++version;
    }

    /**
     * Asks for the next version; allocates nothing unless that has one digit more. OkHttp's reader
     * also sends the next request after the JMH thread has the update.
     */
    @Override
    public void settle() throws IOException {
      int digit = request.length - tailBytes - 1;
      while (request[digit] == '9') {
        request[digit--] = '0';
      }
      if (request[digit] == '"') {
        request = Heads.longPoll(feed, version);
      } else {
        request[digit]++;
      }
      link.send(request);
    }

    @Override
    public void close() throws IOException {
      link.close();
      publisher.close();
    }
  }
}
