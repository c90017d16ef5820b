package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.thread.Device;
import dev.pushpull.engine.thread.UpdateStream;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A WebSocket, read on a thread of OkHttp's dispatcher while the subscriber's own thread waits. */
final class OkHttpWebSocketStream implements UpdateStream {

  private static final int NORMAL_CLOSURE = 1000;
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private final OkHttpDevice device;
  private final Device.Outgoing outgoing;
  private volatile @Nullable WebSocket current;
  private volatile boolean closing;

  /**
   * @param outgoing told of each connection once frames can be sent on it, and of null when it is
   *     over: what was sent last may not have arrived; on any thread
   */
  OkHttpWebSocketStream(OkHttpDevice device, Device.Outgoing outgoing) {
    this.device = device;
    this.outgoing = outgoing;
  }

  @Override
  public String listen(Events events) throws IOException, InterruptedException {
    device.prepare();
    var end = new CompletableFuture<String>();
    WebSocket socket = open(events, end);
    current = socket;
    try {
      String how = end.get();
      if (closing) {
        device.sockets.awaitClosed();
      }
      return how;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
    } catch (InterruptedException e) {
      socket.cancel();
      throw e;
    } finally {
      outgoing.changed(null);
    }
  }

  /**
   * Asks for the stream, and does not wait for it.
   *
   * @param end completed when it is over, with how that came
   */
  WebSocket open(Events events, CompletableFuture<String> end) {
    Request request = device.made(device.subscription.webSocket());
    return client().newWebSocket(request, new Reader(events, end));
  }

  /** OkHttp offers compression by itself, which some servers take up. */
  private OkHttpClient client() {
    if (device.carrier.protocol().deflates()) {
      return device.client;
    }
    return device
        .client
        .newBuilder()
        .addInterceptor(
            chain -> chain.proceed(chain.request().newBuilder().removeHeader(EXTENSIONS).build()))
        .build();
  }

  @Override
  public boolean requestClose() {
    WebSocket socket = current;
    closing = true;
    device.sockets.closeOrderly();
    return socket != null && socket.close(NORMAL_CLOSURE, null);
  }

  private static boolean send(WebSocket socket, byte[] message, boolean binary) {
    return binary
        ? socket.send(ByteString.of(message))
        : socket.send(new String(message, StandardCharsets.UTF_8));
  }

  /** Checks that messages are compressed as they are meant to be. */
  private void checkDeflate(Response response) throws IOException {
    String agreed = String.valueOf(response.header(EXTENSIONS));
    device.carrier.checkDeflate(agreed.contains("permessage-deflate"));
  }

  /** OkHttp calls it on one thread, save for failures to write. */
  private final class Reader extends WebSocketListener {
    private final Events events;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<String> end;

    Reader(Events events, CompletableFuture<String> end) {
      this.events = events;
      this.end = end;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      answered(response);
      try {
        device.note(response);
        checkDeflate(response);
        device.subscription.opened(
            new OkHttpDevice.Head(response), (message, binary) -> send(socket, message, binary));
        events.opened();
        outgoing.changed(socket::send);
      } catch (IOException e) {
        socket.cancel();
        end.completeExceptionally(e);
      }
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      device.sockets.wholeRead();
      events.message(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      device.sockets.wholeRead();
      events.binary(bytes.toByteArray());
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      // Answers the server's close frame; does nothing if this side asked for it.
      socket.close(NORMAL_CLOSURE, null);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      end.complete(("the server closed the WebSocket with " + code + " " + reason).strip());
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
      // With an answer, and no 101 before: the upgrade was refused.
      if (response != null) {
        answered(response);
        noteRefusal(response);
      }
      end.completeExceptionally(failure);
    }

    private void noteRefusal(Response response) {
      try {
        events.refused(OkHttpDevice.problem(response));
      } catch (IOException e) {
        events.failed("the answer " + response.code() + " cannot be read: " + Reason.of(e));
      }
    }

    private void answered(Response response) {
      Response prior = response.priorResponse();
      if (prior != null) {
        answered(prior);
        events.failed("retried after status " + prior.code());
      }
      var kind = Exchange.Kind.OPEN_STREAM;
      events.answered(Exchange.since(startedNanos, response.code(), kind));
    }
  }
}
