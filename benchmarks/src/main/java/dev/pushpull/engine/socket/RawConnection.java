package dev.pushpull.engine.socket;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.engine.thread.ListenerGate;
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
import javax.net.ssl.SSLSocketFactory;

/** One WebSocket connection: read by one thread, closed and answered by any. */
public final class RawConnection implements Closeable {

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
   * Connects, with TLS if there is a server to trust, asks for the upgrade, and reads the answer's
   * head.
   *
   * @param listener told of the TLS handshake
   */
  Upgrade.Head open(Carrier carrier, SubscriberOrder order, Upgrade upgrade, ListenerGate listener)
      throws IOException {
    URI feed = order.feed();
    int port = feed.getPort() < 0 ? HTTP_PORT : feed.getPort();
    int timeoutMillis = Math.toIntExact(order.timeout().toMillis());
    socket.connect(new InetSocketAddress(feed.getHost(), port), timeoutMillis);
    socket.setSoTimeout(timeoutMillis);
    if (carrier.tls().isPresent()) {
      SSLSocket secured = secured(socket, carrier.tls().get().newSocketFactory(), "http/1.1");
      socket = secured;
      SSLSession session = secured.getSession();
      listener.onSecured(
          new TlsFacts(
              session.getProtocol(), session.getCipherSuite(), secured.getApplicationProtocol()));
    }
    in = new BufferedInputStream(socket.getInputStream());
    socket.getOutputStream().write(upgrade.request(feed));
    Upgrade.Head head = Upgrade.readHead(in);
    socket.setSoTimeout(0);
    return head;
  }

  /**
   * Puts TLS over a connection, and does the handshake.
   *
   * @param plain connected; closed with the socket that is returned
   * @param tls whom to trust, and which sessions may be resumed
   * @param applicationProtocol the only one that ALPN offers
   * @throws IOException if the handshake failed; the caller closes {@code plain} then
   */
  public static SSLSocket secured(Socket plain, SSLSocketFactory tls, String applicationProtocol)
      throws IOException {
    String host = plain.getInetAddress().getHostAddress();
    var secured = (SSLSocket) tls.createSocket(plain, host, plain.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {applicationProtocol});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  Frame read() throws IOException {
    return Frame.read(in);
  }

  /** Sends a control frame, none after a close frame. */
  synchronized void send(int opcode, byte[] payload) throws IOException {
    if (!closeSent) {
      closeSent = opcode == Frame.CLOSE;
      socket.getOutputStream().write(Frame.masked(opcode, payload));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
