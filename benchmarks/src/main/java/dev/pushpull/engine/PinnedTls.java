package dev.pushpull.engine;

import dev.pushpull.sut.text.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS to the one server that shows a known certificate, whatever its name, and to no other. The
 * certificate came from who started the server, or from its control listener. Safe from any thread.
 */
public final class PinnedTls {

  private final X509Certificate certificate;
  private final boolean resumes;
  private final AtomicLong fullHandshakes = new AtomicLong();

  private PinnedTls(X509Certificate certificate, boolean resumes) {
    this.certificate = certificate;
    this.resumes = resumes;
  }

  /**
   * Reads the certificate.
   *
   * @throws IOException if it is invalid
   */
  public static PinnedTls of(String pem) throws IOException {
    try {
      var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      return new PinnedTls(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in), true);
    } catch (CertificateException e) {
      throw new IOException("the server's certificate cannot be read: " + Reason.of(e), e);
    }
  }

  /**
   * Makes sockets for one device: a session can be resumed by that device alone, so that each
   * device's first handshake is a full one.
   */
  public SSLSocketFactory newSocketFactory() {
    SSLContext context = newContext();
    return resumes ? context.getSocketFactory() : new ForgetfulSockets(context);
  }

  /** What keeps the sessions of one device, for engines without sockets of the JDK's. */
  public SSLContext newContext() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trustManager()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** The same trust, but each handshake is a full one: no session is kept to be resumed. */
  public PinnedTls withoutResumption() {
    return new PinnedTls(certificate, false);
  }

  /** The same trust, whose {@link #fullHandshakes} count from zero. */
  public PinnedTls withCountFromZero() {
    return new PinnedTls(certificate, resumes);
  }

  /**
   * How many handshakes so far showed the certificate, which a resumed one does not (RFC 8446,
   * section 2.2).
   */
  public long fullHandshakes() {
    return fullHandshakes.get();
  }

  /** Trusts the certificate and nothing else; there is no name to check beside it. */
  public X509ExtendedTrustManager trustManager() {
    return new Pin(certificate, fullHandshakes);
  }

  private static final class Pin extends X509ExtendedTrustManager {
    private final X509Certificate certificate;
    private final AtomicLong shown;

    Pin(X509Certificate certificate, AtomicLong shown) {
      this.certificate = certificate;
      this.shown = shown;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(certificate)) {
        throw new CertificateException(
            "this is not the certificate that the server was started with");
      }
      certificate.checkValidity();
      shown.incrementAndGet();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("client certificates are not supported");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {certificate};
    }
  }
}
