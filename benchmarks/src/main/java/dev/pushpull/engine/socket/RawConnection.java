package dev.pushpull.engine.socket;

import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.TlsFacts;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One WebSocket connection: read by one thread, closed and answered by any. */
final class RawConnection implements Closeable {

  private static final int HTTP_PORT = 80;

  private Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private boolean closeSent; // guarded by this

  /**
   * @param socket not connected yet
   */
  RawConnection(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param timeoutMillis how long that may take, and each read until the upgrade is answered
   */
  void connect(URI feed, int timeoutMillis) throws IOException {
    int port = feed.getPort() < 0 ? HTTP_PORT : feed.getPort();
    socket.connect(new InetSocketAddress(feed.getHost(), port), timeoutMillis);
    socket.setSoTimeout(timeoutMillis);
  }

  /** Puts TLS over the connection. */
  TlsFacts secure(PinnedTls tls, URI feed) throws IOException {
    var secured =
        (SSLSocket)
            tls.newSocketFactory().createSocket(socket, feed.getHost(), socket.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    socket = secured;
    SSLSession session = secured.getSession();
    return new TlsFacts(
        session.getProtocol(), session.getCipherSuite(), secured.getApplicationProtocol());
  }

  /** Asks for the upgrade and reads the answer's head. */
  Upgrade.Head upgrade(URI feed, Upgrade upgrade) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
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
      socket.getOutputStream().write(Frames.masked(Frame.PONG, payload));
    }
  }

  /** Sends a close frame, once. */
  synchronized void sendClose() throws IOException {
    if (!closeSent) {
      closeSent = true;
      socket.getOutputStream().write(Frames.masked(Frame.CLOSE, Frame.NORMAL_CLOSURE));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
