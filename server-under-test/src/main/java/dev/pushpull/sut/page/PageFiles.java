package dev.pushpull.sut.page;

import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETagUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * The page and its files: those of a list that is read whole at start, and nothing else. Nothing on
 * the page may load from, send to or be framed by another origin, and no script or style stands in
 * the page itself. Safe from any thread.
 */
final class PageFiles {

  /** Where the files are; the page itself is at {@code /}. */
  static final String FOLDER = "/page/";

  /** What the page may do. A WebSocket of the page's own origin is covered by {@code 'self'}. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The page's own files, beside D3. */
  static final List<String> NAMES =
      List.of(
          """
          page.css theme.js main.js dom.js format.js settings.js tabs.js api.js clock.js link.js ring.js
          truth.js ledger.js theory.js weight.js poll.js longpoll.js logpoll.js events.js socket.js
          kinds.js lane.js lanecard.js sawtooth.js lanes.js controls.js command.js watch.js job.js
          courier.js town.js chat.js handshake.js
          """
              .split("\\s+"));

  private static final HttpString CONTENT_SECURITY_POLICY =
      HttpString.tryFromString("Content-Security-Policy");
  private static final HttpString REFERRER_POLICY = HttpString.tryFromString("Referrer-Policy");

  private final Map<String, Asset> files = new TreeMap<>();

  /** Reads all of them. */
  PageFiles() {
    files.put("/", Asset.read("index.html"));
    NAMES.forEach(name -> files.put(FOLDER + name, Asset.read(name)));
    files.put(
        FOLDER + "d3.js",
        Asset.read("/META-INF/resources/webjars/d3/" + version("d3") + "/dist/d3.min.js"));
  }

  /** The version of {@code d3} or {@code pushpull}. */
  static String version(String what) {
    String versions = PageFiles.class.getPackageName() + ".versions";
    return ResourceBundle.getBundle(versions, Locale.ROOT).getString(what);
  }

  /** Whether a path is the page's. */
  boolean isOurs(String path) {
    return path.equals("/") || path.startsWith(FOLDER);
  }

  /** Answers with a file, or that it is not changed. */
  void handle(HttpServerExchange exchange) throws ProblemException {
    Asset asset = files.get(exchange.getRelativePath());
    if (asset == null) {
      throw new ProblemException(404, "no file " + Problem.shortened(exchange.getRelativePath()));
    }
    Answer.checkMethod(exchange, "GET, HEAD");
    send(exchange, asset);
  }

  private static void send(HttpServerExchange exchange, Asset asset) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.ETAG, asset.etag().toString());
    headers.put(Headers.CACHE_CONTROL, "no-cache");
    headers.put(CONTENT_SECURITY_POLICY, POLICY);
    headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
    headers.put(REFERRER_POLICY, "no-referrer");
    String held = ListHeader.joined(exchange.getRequestHeaders(), Headers.IF_NONE_MATCH);
    if (ETagUtils.handleIfNoneMatch(held, asset.etag(), true)) {
      ByteBuffer content = asset.content().asReadOnlyBuffer();
      Answer.send(exchange, asset.mediaType(), content, IoCallback.END_EXCHANGE);
    } else {
      Answer.notModified(exchange);
    }
  }
}
