package dev.pushpull.sut.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.AlpnOpenListener;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http2.Http2OpenListener;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.util.Optional;
import org.xnio.ChannelListener;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.ssl.SslConnection;

/**
 * Speaks a protocol on connections that were accepted, and hands their requests to a handler.
 *
 * <pre>
 *   socket ── counts ──┬───────────────────────┬── HTTP/1.1 ── handler
 *                      ├── "PRI " ? ───────────┼── HTTP/2 ────┘
 *                      └── 0x16 ? ── TLS, ALPN ┘
 * </pre>
 */
final class ProtocolSelector {

  private static final int BUFFER_BYTES = 16 * 1024 - 20;

  /** Holds the largest record of TLS. */
  private static final int TLS_BUFFER_BYTES = 17 * 1024;

  /** What every connection with TLS begins with: a record of type handshake (RFC 8446, 5.1). */
  private static final byte TLS_HANDSHAKE = 22;

  /** The first word of HTTP/2's preface (RFC 9113, 3.4), which is no method of HTTP/1.1. */
  private static final ByteBuffer PREFACE = ByteBuffer.wrap("PRI ".getBytes(US_ASCII));

  private static final int MAX_STREAMS = 100;

  private final Transport transport;
  private final ListenerCounts counts;
  private final int maxHeaderBytes;
  private final HttpOpenListener http1;
  private final Http2OpenListener http2;
  private final HttpOpenListener noTls;
  private final AlpnOpenListener alpn;
  private final Optional<UndertowXnioSsl> tls;

  ProtocolSelector(
      Transport transport, ListenerLimits limits, ListenerCounts counts, HttpHandler handler) {
    this.transport = transport;
    this.counts = counts;
    this.maxHeaderBytes = limits.maxHeaderBytes();
    var buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
    var counting = new RequestCounter(counts, new Http1Rules(handler));
    http1 = http1(buffers, limits, counting);
    http2 = http2(buffers, limits, counting);
    noTls = http1(buffers, limits, new RequestCounter(counts, ProtocolSelector::refusePlain));
    alpn = new AlpnOpenListener(buffers, OptionMap.EMPTY, "http/1.1", http1);
    if (transport.protocol().isHttp2()) {
      alpn.addProtocol("h2", http2, 1);
    }
    alpn.setRootHandler(counting);
    tls = transport.certificate().map(ProtocolSelector::tls);
  }

  /** The limit of bytes is the one that counts: the others cannot be reached before it. */
  private static HttpOpenListener http1(
      ByteBufferPool buffers, ListenerLimits limits, HttpHandler handler) {
    var options =
        OptionMap.builder()
            .set(UndertowOptions.MAX_HEADER_SIZE, limits.maxHeaderBytes())
            .set(UndertowOptions.MAX_HEADERS, limits.maxHeaderBytes())
            .set(UndertowOptions.MAX_PARAMETERS, limits.maxHeaderBytes())
            .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) limits.parseTimeout().toMillis())
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
            .set(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
            .getMap();
    var listener = new HttpOpenListener(buffers, options);
    listener.setRootHandler(handler);
    return listener;
  }

  /** Without a time limit for parsing: Undertow's would end connections that are merely idle. */
  private static Http2OpenListener http2(
      ByteBufferPool buffers, ListenerLimits limits, HttpHandler handler) {
    var options =
        OptionMap.builder()
            .set(UndertowOptions.MAX_HEADER_SIZE, limits.maxHeaderBytes())
            .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS)
            .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
            .getMap();
    var listener = new Http2OpenListener(buffers, options);
    listener.setRootHandler(handler);
    return listener;
  }

  private static UndertowXnioSsl tls(ServerCertificate certificate) {
    return new UndertowXnioSsl(
        Xnio.getInstance(Undertow.class.getClassLoader()),
        OptionMap.EMPTY,
        new DefaultByteBufferPool(true, TLS_BUFFER_BYTES, -1, 4),
        certificate.sslContext());
  }

  private static void refusePlain(HttpServerExchange exchange) throws ProblemException {
    exchange.setPersistent(false);
    throw new ProblemException(400, "this port requires TLS: use https");
  }

  /** Speaks on a connection whose conduits count already. IO thread only. */
  void take(StreamConnection channel, Connection connection) {
    if (tls.isPresent()) {
      UndertowXnioSsl layer = tls.get();
      FirstBytes.await(channel, 1, first -> takeTls(channel, connection, layer, first));
    } else if (transport.protocol().isHttp2()) {
      FirstBytes.await(channel, PREFACE.remaining(), first -> takeH2c(channel, first));
    } else {
      speakHttp1(http1, channel);
    }
  }

  private void takeTls(
      StreamConnection channel, Connection connection, UndertowXnioSsl layer, ByteBuffer first) {
    if (first.get(0) != TLS_HANDSHAKE) {
      speakHttp1(noTls, channel);
      return;
    }
    SslConnection secured = layer.wrapExistingConnection(channel, OptionMap.EMPTY, false);
    ChannelListener<Channel> onHandshake = _ -> counts.tlsHandshakes().increment();
    secured.getHandshakeSetter().set(onHandshake);
    connection.layer(secured);
    ParserAnswerSink.install(secured, counts, maxHeaderBytes);
    alpn.handleEvent(secured);
  }

  private void takeH2c(StreamConnection channel, ByteBuffer first) {
    if (first.equals(PREFACE)) {
      http2.handleEvent(channel, null);
    } else {
      speakHttp1(http1, channel);
    }
  }

  private void speakHttp1(HttpOpenListener listener, StreamConnection channel) {
    ParserAnswerSink.install(channel, counts, maxHeaderBytes);
    listener.handleEvent(channel);
  }
}
