package dev.pushpull.engine.netty;

import dev.pushpull.engine.Request;

/** One connection as a client's requests see it. Used on its event loop. */
sealed interface Connection permits H1Connection, H2Connection {

  /** Sends a request; on a connection that is {@linkplain #isReady ready}. */
  void send(Request request, Incoming to);

  /** Whether another request may be sent. */
  boolean isReady();

  /** Gives up the request that is in flight, if one is; nothing is told of it any more. */
  void abandon();
}
