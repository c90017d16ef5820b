package dev.pushpull.engine.netty;

import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.EventParser;
import dev.pushpull.engine.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Server-sent events. */
final class EventStreamClient extends StreamClient {

  private final EventParser events = new EventParser();

  EventStreamClient(NettyDevice device) {
    super(device);
  }

  @Override
  Request request() {
    return feed.eventStream(events.lastId());
  }

  @Override
  int opening() {
    return 200;
  }

  @Override
  void check(AnswerHead head) throws IOException {
    String type = String.valueOf(head.header("Content-Type"));
    if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
      throw new IOException("invalid content-type: " + type);
    }
    events.reset();
  }

  @Override
  public void body(ByteBuf part) throws IOException {
    super.body(part);
    try {
      if (isConnected()) {
        byte[] bytes = ByteBufUtil.getBytes(part);
        events.read(
            bytes, 0, bytes.length, (data, from, to) -> event(Arrays.copyOfRange(data, from, to)));
      }
    } catch (IOException e) {
      lost(e);
    }
  }

  private void event(byte[] data) {
    String type = events.type();
    read(() -> feed.event(type, data));
  }

  @Override
  public void end() {
    if (isConnected() && events.isInEvent()) {
      lost(new IOException("the stream ended in the middle of an event"));
    } else {
      super.end();
    }
  }
}
