package dev.pushpull.operation.wire;

import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationPayload;
import dev.pushpull.operation.fork.OperationServer;
import java.io.Closeable;
import java.io.IOException;

/**
 * Publishes on its own connection with a prepared request: {@code POST /feeds/NAME} over HTTP/1.1,
 * which every listener of the server supports, including those of HTTP/2. So publishing costs the
 * same in every measurement, floors included. One thread.
 */
public final class Publisher implements Closeable {

  private static final int CREATED = 201;

  private final RawLink link;
  private final byte[] request;

  private Publisher(RawLink link, byte[] request) {
    this.link = link;
    this.request = request;
  }

  /**
   * Connects.
   *
   * @param feed its name at the server
   * @param payloadBytes of each update
   */
  public static Publisher open(OperationServer server, String feed, int payloadBytes) {
    String headers = "Content-Type: text/plain\r\nContent-Length: %d\r\n".formatted(payloadBytes);
    byte[] request =
        Heads.request("POST", server.feed(feed), headers, OperationPayload.text(payloadBytes));
    return OperationException.orTold(
        "the publisher cannot connect", () -> new Publisher(RawLink.open(server), request));
  }

  /**
   * Publishes one update and waits for the 201.
   *
   * @return {@code System.nanoTime()} just before the request was written
   * @throws IOException if the connection failed or the server refused
   */
  public long publish() throws IOException {
    long sentNanos = send();
    confirm();
    return sentNanos;
  }

  /**
   * Publishes one update; {@link #confirm} must follow before the next.
   *
   * @return {@code System.nanoTime()} just before the request was written
   */
  public long send() throws IOException {
    long sentNanos = System.nanoTime();
    link.send(request);
    return sentNanos;
  }

  /**
   * Waits for the 201.
   *
   * @throws IOException if the connection failed or the server refused
   */
  public void confirm() throws IOException {
    int status = link.readAnswer();
    if (status != CREATED) {
      throw new IOException(
          status == 503
              ? "the server's publish log is full: run shorter or fewer iterations"
              : "the server answered the publish with status " + status);
    }
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
