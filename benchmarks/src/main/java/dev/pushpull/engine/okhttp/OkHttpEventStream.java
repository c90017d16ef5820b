package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.thread.UpdateStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Call;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;

/** Server-sent events, read on the subscriber's own thread. */
final class OkHttpEventStream implements UpdateStream {

  private final OkHttpDevice device;
  private volatile @Nullable Call current;
  private String lastId = ""; // of the subscriber's own thread

  OkHttpEventStream(OkHttpDevice device) {
    this.device = device;
  }

  @Override
  public String listen(Events events) throws IOException {
    device.prepare();
    long startedNanos = System.nanoTime();
    Call call = device.client.newCall(device.made(device.subscription.eventStream(lastId)));
    current = call;
    try {
      return listen(call, events, startedNanos);
    } finally {
      // Over HTTP/2 the connection outlives its stream.
      device.close();
    }
  }

  private String listen(Call call, Events events, long startedNanos) throws IOException {
    try (Response response = call.execute()) {
      device.note(response);
      int status = response.code();
      events.answered(Exchange.since(startedNanos, status, Exchange.Kind.OPEN_STREAM));
      if (status != 200) {
        events.refused(OkHttpDevice.problem(response));
        throw new IOException("unexpected status " + status);
      }
      // The limit was for the opening; the stream has none.
      call.timeout().cancel();
      var reader = new Reader(events);
      EventSources.processResponse(response, reader);
      return reader.end();
    }
  }

  /** There is no handshake, but a stream that is given up ends at once. */
  @Override
  public boolean requestClose() {
    Call call = current;
    if (call != null) {
      device.sockets.closeOrderly();
      call.cancel();
    }
    return call != null;
  }

  private final class Reader extends EventSourceListener {
    private final Events events;
    private @Nullable Throwable failure;

    Reader(Events events) {
      this.events = events;
    }

    String end() throws IOException {
      return switch (failure) {
        case null -> "the server ended the event stream";
        case IOException e -> throw e;
        // OkHttp's reader asks for −1 bytes of a line that does not end.
        case IllegalArgumentException e ->
            throw new IOException("the stream ended in the middle of an event", e);
        case Throwable e -> throw new IOException(e.getMessage(), e);
      };
    }

    @Override
    public void onOpen(EventSource source, Response response) {
      events.opened();
    }

    @Override
    public void onEvent(
        EventSource source, @Nullable String id, @Nullable String type, String data) {
      device.sockets.wholeRead();
      lastId = id == null ? lastId : id;
      events.event(type == null ? "message" : type, data.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onFailure(
        EventSource source, @Nullable Throwable thrown, @Nullable Response response) {
      failure = thrown;
    }
  }
}
