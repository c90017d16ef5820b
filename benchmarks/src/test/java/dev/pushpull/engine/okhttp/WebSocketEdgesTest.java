package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.WebSocketEdges;

class WebSocketEdgesTest extends WebSocketEdges {
  WebSocketEdgesTest() {
    super("websocket", new OkHttpEngine(Carrier.PLAIN));
  }
}
