package dev.pushpull.client.socket;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.WebSocketEdges;

class RawWebSocketEdgesTest extends WebSocketEdges {
  RawWebSocketEdgesTest() {
    super("websocket", new RawSocketStack(Carrier.PLAIN));
  }
}
