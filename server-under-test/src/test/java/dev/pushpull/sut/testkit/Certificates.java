package dev.pushpull.sut.testkit;

import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.net.ServerCertificate;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.net.WireProtocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate for the tests, and who trusts it. */
public final class Certificates {

  public static final HeldCertificate HELD =
      new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

  public static final HandshakeCertificates TRUSTING =
      new HandshakeCertificates.Builder().addTrustedCertificate(HELD.certificate()).build();

  private Certificates() {}

  public static String pem() {
    return HELD.privateKeyPkcs8Pem() + HELD.certificatePem();
  }

  public static ServerCertificate server() throws IOException {
    return ServerCertificate.read(
        new ByteArrayInputStream(pem().getBytes(StandardCharsets.US_ASCII)));
  }

  public static ServerConfig config(WireProtocol protocol) throws IOException {
    return config(protocol, false);
  }

  public static ServerConfig config(WireProtocol protocol, boolean deflate) throws IOException {
    return ServerConfig.defaults()
        .withTransport(
            new Transport(
                protocol, deflate, protocol.isTls() ? Optional.of(server()) : Optional.empty()));
  }
}
