package dev.pushpull.client.socket;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** One WebSocket connection: read by one thread, closed and answered by any. */
final class RawConnection implements Closeable {

  private static final int HTTP_PORT = 80;

  private final Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private boolean closeSent; // guarded by this

  /**
   * @param socket not connected yet
   */
  RawConnection(Socket socket) {
    this.socket = socket;
  }

  /** Connects, asks for the upgrade and reads the answer's head. */
  Upgrade.Head open(URI feed, Upgrade upgrade, int timeoutMillis) throws IOException {
    int port = feed.getPort() < 0 ? HTTP_PORT : feed.getPort();
    socket.connect(new InetSocketAddress(feed.getHost(), port), timeoutMillis);
    in = new BufferedInputStream(socket.getInputStream());
    socket.setSoTimeout(timeoutMillis);
    socket.getOutputStream().write(upgrade.request(feed));
    Upgrade.Head head = Upgrade.readHead(in);
    socket.setSoTimeout(0);
    return head;
  }

  Frame read() throws IOException {
    return Frames.read(in);
  }

  synchronized void pong(byte[] payload) throws IOException {
    if (!closeSent) {
      Frames.writeControl(socket.getOutputStream(), new Frame(true, Frame.PONG, payload));
    }
  }

  /** Sends a close frame, once. */
  synchronized void sendClose() throws IOException {
    if (!closeSent) {
      closeSent = true;
      Frames.writeControl(socket.getOutputStream(), Frame.normalClosure());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
