package dev.pushpull.engine;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An HTTP request, whatever sends it. Made once for as often as it is sent. Safe from any thread.
 */
public final class Request {

  /** What every request says of who sends it. */
  public static final String AGENT = "pushpull";

  /**
   * A header.
   *
   * @param name as it is sent by HTTP/1.1
   */
  public record Header(String name, String value) {}

  private final String method;
  private final URI target;
  private final List<Header> headers;
  private final byte[] body;
  private final byte[] encoded;

  private Request(String method, URI target, List<Header> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    this.encoded = encode();
  }

  /** A GET. */
  public static Request get(URI target) {
    return new Request("GET", target, List.of(), new byte[0]);
  }

  /**
   * A POST.
   *
   * @param type of the body's medium
   */
  public static Request post(URI target, String type, String body) {
    return new Request(
        "POST",
        target,
        List.of(new Header("Content-Type", type)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Any request.
   *
   * @param method such as {@code PUT}
   */
  public static Request of(String method, URI target, byte[] body) {
    return new Request(method, target, List.of(), body);
  }

  /** The same with one more parameter in its query. */
  public Request withParameter(String name, long value) {
    String mark = target.getRawQuery() == null ? "?" : "&";
    return new Request(method, URI.create(target + mark + name + "=" + value), headers, body);
  }

  /** The same with one more header. */
  public Request with(String name, String value) {
    var all = new ArrayList<>(headers);
    all.add(new Header(name, value));
    return new Request(method, target, List.copyOf(all), body);
  }

  /** Such as {@code GET}. */
  public String method() {
    return method;
  }

  /** Absolute. */
  public URI target() {
    return target;
  }

  /** Path and query, as a request says them. */
  public String path() {
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
  }

  /** Whether a header was added. */
  public boolean says(String name) {
    for (Header header : headers) {
      if (header.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Those that were added, in their order. */
  public List<Header> headers() {
    return headers;
  }

  /** Empty for a GET; must not be changed. */
  public byte[] body() {
    return body;
  }

  /** As HTTP/1.1 sends it; must not be changed. */
  public byte[] encoded() {
    return encoded;
  }

  private byte[] encode() {
    var head = new StringBuilder(160);
    head.append(method).append(' ').append(path()).append(" HTTP/1.1\r\nHost: ");
    head.append(target.getRawAuthority()).append("\r\nUser-Agent: ").append(AGENT).append("\r\n");
    for (Header header : headers) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }
}
