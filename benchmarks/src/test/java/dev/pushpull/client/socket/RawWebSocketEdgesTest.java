package dev.pushpull.client.socket;

import dev.pushpull.client.WebSocketEdges;

class RawWebSocketEdgesTest extends WebSocketEdges {
  RawWebSocketEdgesTest() {
    super("websocket", new RawSocketStack());
  }
}
