/** Subscribers made of bare blocking sockets, the floor under a library; imported by trials. */
@NullMarked
package dev.pushpull.client.socket;

import org.jspecify.annotations.NullMarked;
