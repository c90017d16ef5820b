package dev.pushpull.client.okhttp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A WebSocket whose text messages publish, and come back as updates. */
public final class EchoSocket implements Listening {

  private final Device device;
  private final boolean deflate;
  private final Handover handover;
  private final WebSocket socket;

  /** Asks for the upgrade, and does not wait for it. */
  EchoSocket(Device device, boolean deflate, long patienceNanos) {
    this.device = device;
    this.deflate = deflate;
    this.handover = new Handover(patienceNanos);
    this.socket = device.webSocket(device.request(), new Reader());
  }

  /** Waits for the 101. */
  public void awaitOpened() throws IOException, InterruptedException {
    handover.awaitOpened();
  }

  @Override
  public long awaitBeyond(long heldVersion) throws IOException, InterruptedException {
    return handover.awaitBeyond(heldVersion);
  }

  /**
   * Sends a message and waits for what it published.
   *
   * @return the version that came last
   */
  public long echo(String payload) throws IOException, InterruptedException {
    long held = handover.version();
    if (!socket.send(payload)) {
      throw new IOException("the WebSocket no longer accepts messages");
    }
    return handover.awaitBeyond(held);
  }

  @Override
  public void close() {
    device.reset();
    socket.cancel();
  }

  /** Called on a thread of the device's dispatcher. */
  private final class Reader extends WebSocketListener {

    @Override
    public void onOpen(WebSocket on, Response response) {
      try {
        device.note(response);
        OkHttpWebSocketStream.checkDeflate(response, deflate);
        handover.opened();
      } catch (IOException e) {
        handover.failed(e);
      }
    }

    @Override
    public void onMessage(WebSocket on, String text) {
      handover.arrived(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onMessage(WebSocket on, ByteString bytes) {
      handover.failed(new IOException("a binary message is not an update"));
    }

    @Override
    public void onClosing(WebSocket on, int code, String reason) {
      handover.failed(new IOException(("the server closes with " + code + " " + reason).strip()));
    }

    @Override
    public void onFailure(WebSocket on, Throwable failure, @Nullable Response response) {
      String what = response == null ? "" : "status " + response.code() + ": ";
      handover.failed(new IOException(what + failure.getMessage(), failure));
    }
  }
}
