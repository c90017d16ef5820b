package dev.pushpull.sut;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.Options;

/**
 * What Undertow itself costs: the least handlers that give the two answers of a poll, with the
 * headers that {@link ServerUnderTest} gives, but constants and to whatever is asked. They have no
 * feed, look at nothing and count nothing.
 *
 * <pre>
 *   wrk ──┬── port of 200 ── Undertow ── constant document
 *         └── port of 304 ── Undertow ── constant head
 * </pre>
 */
final class BareUndertow {

  private static final int BUFFER_BYTES = 16 * 1024 - 20;

  private BareUndertow() {}

  /**
   * Prints a line with its two ports, that of 200 first, and runs until standard input ends.
   *
   * @param arguments the entity tag and the document
   */
  public static void main(String[] arguments) throws Exception {
    Undertow undertow =
        builder(ServerConfig.defaults())
            .addListener(listener(document(arguments[0], arguments[1])))
            .addListener(listener(notModified(arguments[0])))
            .build();
    undertow.start();
    System.out.println(port(undertow, 0) + " " + port(undertow, 1));
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  /** Threads, sockets and parser as the server's are. */
  private static Undertow.Builder builder(ServerConfig like) {
    int parseMillis = (int) like.limits().listener().parseTimeout().toMillis();
    return Undertow.builder()
        .setIoThreads(like.limits().ioThreads())
        .setWorkerThreads(2)
        .setBufferSize(BUFFER_BYTES)
        .setDirectBuffers(true)
        .setSocketOption(Options.TCP_NODELAY, true)
        .setSocketOption(Options.BACKLOG, 4096)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, like.limits().listener().maxHeaderBytes())
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, parseMillis)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, -1)
        .setServerOption(UndertowOptions.BUFFER_PIPELINED_DATA, true)
        .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false);
  }

  private static Undertow.ListenerBuilder listener(HttpHandler handler) {
    return new Undertow.ListenerBuilder()
        .setType(Undertow.ListenerType.HTTP)
        .setHost(ServerConfig.LOOPBACK)
        .setPort(0)
        .setRootHandler(handler);
  }

  private static int port(Undertow undertow, int index) {
    var address = (InetSocketAddress) undertow.getListenerInfo().get(index).getAddress();
    return address.getPort();
  }

  private static HttpHandler document(String etag, String text) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseHeaders().put(Headers.ETAG, etag);
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      exchange.setResponseContentLength(document.length);
      exchange.getResponseSender().send(ByteBuffer.wrap(document));
    };
  }

  private static HttpHandler notModified(String etag) {
    return exchange -> {
      exchange.setStatusCode(304);
      exchange.getResponseHeaders().put(Headers.ETAG, etag);
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      exchange.endExchange();
    };
  }
}
