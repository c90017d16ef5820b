package dev.pushpull.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;

/** TLS sockets that resume nothing: before each, the sessions of those before are forgotten. */
final class ForgetfulSockets extends SSLSocketFactory {

  private final SSLSessionContext sessions;
  private final SSLSocketFactory sockets;

  ForgetfulSockets(SSLContext context) {
    this.sessions = context.getClientSessionContext();
    this.sockets = context.getSocketFactory();
  }

  private SSLSocketFactory forget() {
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
    return sockets;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean closeToo)
      throws IOException {
    return forget().createSocket(below, host, port, closeToo);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return forget().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return forget().createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return forget().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return forget().createSocket(host, port, localHost, localPort);
  }
}
