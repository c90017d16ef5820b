package dev.pushpull.suite.op;

import java.io.IOException;

/** The round trips on raw sockets. */
final class RoundTripFloors {

  static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private RoundTripFloors() {}

  /** A request that is answered at once. */
  static final class Poll implements Operation {
    private final RawHttp http;
    private final byte[] request;
    private final int expected;

    private Poll(RawHttp http, byte[] request, int expected) {
      this.http = http;
      this.request = request;
      this.expected = expected;
    }

    static Poll pollNew(OperationServer server, String feed) throws IOException {
      return new Poll(RawHttp.open(server), Heads.poll(server.feed(feed)), OK);
    }

    static Poll pollNotModified(OperationServer server, String feed) throws IOException {
      byte[] request = Heads.conditionalPoll(server.feed(feed), 1);
      return new Poll(RawHttp.open(server), request, NOT_MODIFIED);
    }

    @Override
    public long once() throws IOException {
      http.send(request);
      return expect(expected, http.readAnswer());
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }

  /** A message that is echoed. */
  static final class Echo implements Operation {
    private final RawLink link;
    private final WireReader reader = new FrameReader();
    private final byte[] frame;

    Echo(OperationServer server, String feed, int payloadBytes) throws IOException {
      link = RawLink.open(server);
      frame = Heads.textFrame(OperationPayload.text(payloadBytes));
      new RawHttp(link).send(Heads.upgrade(server.feed(feed)));
      link.await(reader);
    }

    @Override
    public long once() throws IOException {
      link.write(frame, frame.length);
      return link.await(reader);
    }

    @Override
    public void close() throws IOException {
      link.close();
    }
  }

  /** An event after a publish. */
  static final class Event implements Operation {
    private final RawLink link;
    private final WireReader reader = new EventReader();
    private final Publisher publisher;

    Event(OperationServer server, String feed, int payloadBytes) throws IOException {
      link = RawLink.open(server);
      new RawHttp(link).send(Heads.events(server.feed(feed)));
      link.await(reader);
      publisher = Publisher.open(server, feed, payloadBytes);
    }

    @Override
    public long once() throws IOException {
      long sentNanos = publisher.publish();
      link.await(reader);
      return sentNanos;
    }

    @Override
    public void close() throws IOException {
      link.close();
      publisher.close();
    }
  }

  /** A long poll that is parked already, and answered by a publish; needs a new feed. */
  static final class Parked implements Operation {
    private static final int MOST_DIGITS = 20;

    private final RawHttp http;
    private final Publisher publisher;
    private final byte[] head;
    private final byte[] tail;
    private final byte[] request;
    private long version = 1;

    Parked(OperationServer server, String feed, int payloadBytes) throws IOException {
      http = RawHttp.open(server);
      publisher = Publisher.open(server, feed, payloadBytes);
      byte[][] parts = Heads.longPoll(server.feed(feed));
      head = parts[0];
      tail = parts[1];
      request = new byte[head.length + MOST_DIGITS + tail.length];
      System.arraycopy(head, 0, request, 0, head.length);
      ask();
    }

    private void ask() throws IOException {
      int at = head.length;
      long left = version;
      int digits = 1;
      for (long power = 10; power <= version; power *= 10) {
        digits++;
      }
      for (int i = at + digits - 1; i >= at; i--) {
        request[i] = (byte) ('0' + left % 10);
        left /= 10;
      }
      System.arraycopy(tail, 0, request, at + digits, tail.length);
      http.link().write(request, at + digits + tail.length);
    }

    @Override
    public long once() throws IOException {
      publisher.publish();
      expect(OK, http.readAnswer());
      return ++version;
    }

    /** OkHttp's reader also sends the next request after the JMH thread has the update. */
    @Override
    public void settle() throws IOException {
      ask();
    }

    @Override
    public void close() throws IOException {
      http.close();
      publisher.close();
    }
  }

  static int expect(int expected, int status) throws IOException {
    if (status != expected) {
      throw new IOException("expected status %d, but got %d".formatted(expected, status));
    }
    return status;
  }
}
