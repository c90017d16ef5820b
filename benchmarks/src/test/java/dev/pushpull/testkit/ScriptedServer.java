package dev.pushpull.testkit;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server on loopback that says byte for byte what a test wants, and counts what passes. */
public final class ScriptedServer implements AutoCloseable {

  /** What the server does. */
  @FunctionalInterface
  public interface Script {
    /**
     * Serves one connection; the socket is closed when it returns.
     *
     * @param peer the client
     * @param index 0 for the first connection, 1 for the second …
     */
    void serve(Peer peer, int index) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Listens on a free port. */
  public ScriptedServer(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("scripted-server").start(this::accept);
  }

  /** Where it listens. */
  public URI feed() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/feeds/f");
  }

  /** Bytes that it received and sent. */
  public ByteCounts bytes() {
    return new ByteCounts(received.get(), sent.get());
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        int index = accepted.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(socket, index));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket, int index) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.serve(new Peer(socket), index);
    } catch (IOException e) {
      // The client is gone, or the test is over.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An update of that version, its instants 1 and 2. */
  public static byte[] update(long version) {
    return UpdateJson.encode(new Update("f", version, 1, 2, "payload " + version));
  }

  /** The other end of one connection. */
  public final class Peer {
    private final Socket socket;
    private final InputStream in;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    /** Reads a request's head up to its empty line; empty at the connection's end. */
    public String readHead() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = read();
        if (next < 0) {
          return "";
        }
        head.write(next);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** One byte, −1 at the end. */
    public int read() throws IOException {
      int next = in.read();
      if (next >= 0) {
        received.incrementAndGet();
      }
      return next;
    }

    /** Reads until the client closes. */
    public void readToEnd() throws IOException {
      int next;
      do {
        next = read();
      } while (next >= 0);
    }

    /** Sends bytes. */
    public void send(byte... bytes) throws IOException {
      sent.addAndGet(bytes.length);
      socket.getOutputStream().write(bytes);
    }

    /** Sends text. */
    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Answers with 200 and the update. */
    public void sendUpdate(long version) throws IOException {
      byte[] body = update(version);
      send(
          "HTTP/1.1 200 OK\r\nETag: \"%d\"\r\nContent-Length: %d\r\n\r\n"
              .formatted(version, body.length));
      send(body);
    }

    /** Has the socket reset rather than closed when the script returns. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }
  }
}
