package dev.pushpull.sut.net;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a listener with TLS shows of itself. It is handed over, never kept on disk.
 *
 * @param certificate shown to clients, its own issuer
 * @param key its private key
 */
public record ServerCertificate(X509Certificate certificate, PrivateKey key) {

  private static final int MAX_CHARACTERS = 64 * 1024;

  /**
   * Reads PEM lines until one certificate and one private key (PKCS #8) have come, in any order.
   *
   * @throws IOException if they do not come, or are none
   */
  public static ServerCertificate read(InputStream pem) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(pem, StandardCharsets.US_ASCII));
    var text = new StringBuilder();
    while (block(text, "CERTIFICATE").isEmpty() || block(text, "PRIVATE KEY").isEmpty()) {
      String line = reader.readLine();
      if (line == null || text.length() > MAX_CHARACTERS) {
        throw new IOException("expected a certificate and its private key in PEM format");
      }
      text.append(line).append('\n');
    }
    try {
      X509Certificate certificate = certificate(block(text, "CERTIFICATE"));
      return new ServerCertificate(certificate, key(certificate, block(text, "PRIVATE KEY")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("invalid certificate or private key", e);
    }
  }

  /** What stands between the lines that begin and end a block; empty if it is not there in full. */
  private static String block(CharSequence text, String kind) {
    var block = Pattern.compile("-----BEGIN %1$s-----([^-]+)-----END %1$s-----".formatted(kind));
    return block.matcher(text).results().map(found -> found.group(1)).findFirst().orElse("");
  }

  private static X509Certificate certificate(String base64) throws GeneralSecurityException {
    var encoded = new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(encoded);
  }

  private static PrivateKey key(X509Certificate certificate, String base64)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
  }

  /** The certificate as PEM, for clients that are to trust it. */
  public String pem() {
    try {
      byte[] encoded = certificate.getEncoded();
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }

  /** Makes TLS of it, with the versions and ciphers that the JDK has by default. */
  SSLContext sslContext() {
    try {
      // It stays in memory, and PKCS12 would take 10,000 rounds to encrypt the key, and again to
      // read it.
      var store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate});
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the certificate is not usable", e);
    }
  }

  /** The certificate alone: a key is not for logs. */
  @Override
  public String toString() {
    return "certificate of " + certificate.getSubjectX500Principal();
  }
}
