package dev.pushpull.certificate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;

/**
 * A certificate made for one server's life, and its private key: an elliptic curve of 256 bits,
 * signed by itself. It is never on disk.
 *
 * @param certificatePem for who is to trust it
 * @param keyPem for the server alone
 */
public record RunCertificate(String certificatePem, String keyPem) {

  private static final Duration VALID = Duration.ofDays(30);

  /** Makes one. */
  public static RunCertificate make() {
    var held =
        new HeldCertificate.Builder()
            .commonName("pushpull server under test")
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("localhost")
            .ecdsa256()
            .duration(VALID.toDays(), TimeUnit.DAYS)
            .build();
    return new RunCertificate(held.certificatePem(), held.privateKeyPkcs8Pem());
  }

  /** Both, as the server reads them. */
  public String serverPem() {
    return certificatePem + keyPem;
  }

  /** Without the key, which is not for logs. */
  @Override
  public String toString() {
    return "RunCertificate[" + certificatePem + "]";
  }
}
