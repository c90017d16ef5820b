package dev.pushpull.client.okhttp;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.WebSocketEdges;

class WebSocketEdgesTest extends WebSocketEdges {
  WebSocketEdgesTest() {
    super("websocket", new OkHttpStack(Carrier.PLAIN));
  }
}
