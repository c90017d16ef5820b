package dev.pushpull.engine.socket;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.WebSocketEdges;

class RawWebSocketEdgesTest extends WebSocketEdges {
  RawWebSocketEdgesTest() {
    super("websocket", new SocketEngine(Carrier.PLAIN));
  }
}
