package dev.pushpull.engine.okhttp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.WebSocket;

/** A WebSocket whose text messages publish, and come back as updates. */
public final class EchoSocket extends Listening {

  private final WebSocket socket;

  /** Asks for the upgrade, and does not wait for it. */
  EchoSocket(OkHttpDevice device) {
    super(device);
    var end = new CompletableFuture<String>();
    var _ =
        end.whenComplete(
            (how, failure) ->
                handover.failed(
                    failure instanceof IOException e ? e : new IOException(how, failure)));
    var stream = new OkHttpWebSocketStream(device, _ -> {});
    this.socket = stream.open(handover, end);
  }

  /**
   * Sends a message and waits for what it published.
   *
   * @return the version that came last
   */
  public long echo(String payload) throws IOException, InterruptedException {
    long held = version();
    if (!socket.send(payload)) {
      throw new IOException("the WebSocket no longer accepts messages");
    }
    return awaitBeyond(held);
  }

  @Override
  public void close() {
    super.close();
    socket.cancel();
  }
}
