package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The server that was measured.
 *
 * @param pid its process; null where it is not known
 * @param port its port for subscribers
 * @param tls what the subscribers' first handshake resulted in; absent without TLS, and in results
 *     of versions that knew none
 */
public record ServerInfo(
    @Nullable Long pid,
    int port,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TlsInfo tls) {

  /** A server without TLS, or one without connections. */
  public ServerInfo(long pid, int port) {
    this(pid, port, null);
  }

  /**
   * TLS as it was agreed on.
   *
   * @param version such as {@code TLSv1.3}
   * @param cipherSuite such as {@code TLS_AES_256_GCM_SHA384}
   * @param applicationProtocol by ALPN, such as {@code h2}
   */
  public record TlsInfo(String version, String cipherSuite, String applicationProtocol) {}
}
