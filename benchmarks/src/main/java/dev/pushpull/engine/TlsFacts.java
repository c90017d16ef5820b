package dev.pushpull.engine;

/**
 * What a TLS handshake resulted in.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipherSuite such as {@code TLS_AES_256_GCM_SHA384}
 * @param applicationProtocol what ALPN agreed on, {@code h2} or {@code http/1.1}; empty if nothing
 */
public record TlsFacts(String version, String cipherSuite, String applicationProtocol) {}
