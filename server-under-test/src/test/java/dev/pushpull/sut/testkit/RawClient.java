package dev.pushpull.sut.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A socket and no more: what goes over it is what the test says, and every byte is counted. */
public final class RawClient implements AutoCloseable {

  public static final int TEXT = 1;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte[] MASK = {0x12, (byte) 0xf4, 0x56, 0x78};

  private final Socket socket;
  private final InputStream in;
  private long sent;
  private long received;

  /** An answer's head, with its body where it has a length. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** A WebSocket frame. */
  public record Frame(int opcode, String payload, int closeCode) {}

  public RawClient(int port) throws IOException {
    this(port, 0);
  }

  /** With a small buffer, so that the server soon finds that nobody reads. */
  public RawClient(int port, int receiveBufferBytes) throws IOException {
    socket = new Socket();
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Over a connection that is there, such as one of TLS. */
  public RawClient(Socket connected) throws IOException {
    socket = connected;
    in = new BufferedInputStream(socket.getInputStream());
  }

  public long sent() {
    return sent;
  }

  public long received() {
    return received;
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    sent += bytes.length;
  }

  /** A request with no body; header lines without their ends. */
  public void request(String method, String path, String... headers) throws IOException {
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    send(text.append("\r\n").toString());
  }

  public void requestWithBody(String method, String path, byte[] body, String... headers)
      throws IOException {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Content-Length: " + body.length;
    request(method, path, all);
    send(body);
  }

  public Answer exchange(String method, String path, String... headers) throws IOException {
    request(method, path, headers);
    return answer(!method.equals("HEAD"));
  }

  public Answer post(String path, String body, String... headers) throws IOException {
    requestWithBody("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    return answer(true);
  }

  public Answer answer() throws IOException {
    return answer(true);
  }

  /** An answer to {@code HEAD}, or the head of one that goes on. */
  public Answer headAnswer() throws IOException {
    return answer(false);
  }

  private Answer answer(boolean hasBody) throws IOException {
    String[] status = line().split(" ", 3);
    var headers = new TreeMap<String, String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String length = headers.get("content-length");
    String body = length == null || !hasBody ? "" : text(Integer.parseInt(length));
    return new Answer(Integer.parseInt(status[1]), headers, body);
  }

  /** The next chunk of an answer without a length; empty for the last. */
  public String chunk() throws IOException {
    String chunk = text(Integer.parseInt(line(), 16));
    line();
    return chunk;
  }

  public RawClient upgrade(String path) throws IOException {
    request(
        "GET",
        path,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: cHVzaHB1bGxwdXNocHVsbA==");
    Answer answer = answer();
    if (answer.status() != 101) {
      throw new IOException("not upgraded: " + answer);
    }
    return this;
  }

  public void sendText(String text) throws IOException {
    sendFrame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public void sendFrame(int firstByte, byte[] payload) throws IOException {
    send(frame(firstByte, payload));
  }

  public static byte[] frame(int firstByte, byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14).put((byte) firstByte);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    return java.util.Arrays.copyOf(frame.array(), frame.position());
  }

  public Frame frame() throws IOException {
    int opcode = octet() & 15;
    int length = octet() & 127;
    if (length == 126) {
      length = octet() << 8 | octet();
    } else if (length == 127) {
      length = (int) ByteBuffer.wrap(octets(8)).getLong();
    }
    byte[] payload = octets(length);
    if (opcode == CLOSE && length >= 2) {
      int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
      return new Frame(opcode, new String(payload, 2, length - 2, StandardCharsets.UTF_8), code);
    }
    return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), 0);
  }

  /** A message of one frame with the bit set that says that it is compressed. */
  public byte[] compressedMessage() throws IOException {
    int first = octet();
    if (first != (0xc0 | TEXT)) {
      throw new IOException("not a compressed message: " + Integer.toHexString(first));
    }
    int length = octet() & 127;
    return octets(length == 126 ? octet() << 8 | octet() : length);
  }

  /** Skips data and pings until the server closes; the code it closes with. */
  public int closeCode() throws IOException {
    Frame frame = frame();
    while (frame.opcode() != CLOSE) {
      frame = frame();
    }
    return frame.closeCode();
  }

  /** What comes next, as much as there is; waits for the first byte. */
  public String available() throws IOException {
    String first = text(1);
    return first + text(Math.min(in.available(), 8192));
  }

  /** Reads to the end of the connection, which may be a reset; how many bytes that were. */
  public long readToEnd() throws IOException {
    long before = received;
    try {
      for (byte[] sink = new byte[8192]; ; ) {
        int bytes = in.read(sink);
        if (bytes < 0) {
          return received - before;
        }
        received += bytes;
      }
    } catch (SocketException e) {
      return received - before;
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = octet(); octet != '\n'; octet = octet()) {
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private String text(int length) throws IOException {
    return new String(octets(length), StandardCharsets.UTF_8);
  }

  private byte[] octets(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    received += octets.length;
    if (octets.length < length) {
      throw new EOFException("the connection ended");
    }
    return octets;
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the connection ended");
    }
    received++;
    return octet;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
