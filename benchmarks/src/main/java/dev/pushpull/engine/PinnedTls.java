package dev.pushpull.engine;

import dev.pushpull.sut.text.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS to the one server that shows a known certificate, whatever its name, and to no other: the
 * certificate came from who started the server, or from its control listener. Or TLS to a server
 * that is not ours, whom authorities vouch for by its name. Safe from any thread.
 */
public final class PinnedTls {

  private final @Nullable X509Certificate certificate; // null: the authorities, or anyone
  private final X509ExtendedTrustManager others;
  private final boolean checksNames;
  private final boolean resumes;
  private final AtomicLong fullHandshakes = new AtomicLong();

  private PinnedTls(
      @Nullable X509Certificate certificate,
      X509ExtendedTrustManager others,
      boolean checksNames,
      boolean resumes) {
    this.certificate = certificate;
    this.others = others;
    this.checksNames = checksNames;
    this.resumes = resumes;
  }

  private PinnedTls(X509Certificate certificate) {
    this(certificate, new Anyone(), false, true);
  }

  /**
   * Whom authorities vouch for, by the name of the host.
   *
   * @param pem certificates of the authorities, or of the server itself; empty: the JDK's
   * @throws IOException if they cannot be read
   */
  public static PinnedTls ofAuthorities(Optional<String> pem) throws IOException {
    try {
      KeyStore store = null;
      if (pem.isPresent()) {
        store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var in = new ByteArrayInputStream(pem.get().getBytes(StandardCharsets.US_ASCII));
        for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("authority " + store.size(), one);
        }
        if (store.size() == 0) {
          throw new IOException("there is no certificate in it");
        }
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new PinnedTls(
          null, (X509ExtendedTrustManager) factory.getTrustManagers()[0], true, true);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates cannot be read: " + Reason.of(e), e);
    }
  }

  /** Anyone, which is safe on networks of one's own alone. */
  public static PinnedTls ofAnyone() {
    return new PinnedTls(null, new Anyone(), false, true);
  }

  /** Whether the name of the host must be one of the certificate's. */
  public boolean checksNames() {
    return checksNames;
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
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
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
    return new PinnedTls(certificate, others, checksNames, false);
  }

  /** The same trust, whose {@link #fullHandshakes} count from zero. */
  public PinnedTls withCountFromZero() {
    return new PinnedTls(certificate, others, checksNames, resumes);
  }

  /**
   * How many handshakes so far showed the certificate, which a resumed one does not (RFC 8446,
   * section 2.2).
   */
  public long fullHandshakes() {
    return fullHandshakes.get();
  }

  /** Trusts whom it is to trust, and nobody else. */
  public X509ExtendedTrustManager trustManager() {
    return certificate == null ? others : new Pin(certificate, fullHandshakes);
  }

  private static class Anyone extends X509ExtendedTrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {}

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("client certificates are not supported");
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class Pin extends Anyone {
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
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {certificate};
    }
  }
}
