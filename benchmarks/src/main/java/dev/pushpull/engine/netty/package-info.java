/**
 * Clients by the ten thousand on a few event loops of Netty, which no other package sees. Imports
 * {@code engine} and {@code engine.thread}; imported by {@code fork}.
 */
@NullMarked
package dev.pushpull.engine.netty;

import org.jspecify.annotations.NullMarked;
