package dev.pushpull.engine.netty;

import dev.pushpull.engine.Request;

/** One connection as a client's requests see it. Used on its event loop. */
sealed interface Connection permits H1Connection, H2Connection {

  /** Sends a request; on a connection that is {@linkplain #isReady ready}. */
  void send(Request request, Incoming to);

  /** Whether another request may be sent. */
  boolean isReady();

  /** Tells nothing more of the request that is in flight, if one is; what comes is still read. */
  void forget();

  /** Forgets the request that is in flight, and breaks it off. */
  void abandon();
}
