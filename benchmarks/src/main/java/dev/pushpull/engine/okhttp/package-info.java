/**
 * Clients made of OkHttp, which no other package sees. Imports {@code engine} and {@code
 * engine.thread}; imported by trials and operations.
 */
@NullMarked
package dev.pushpull.engine.okhttp;

import org.jspecify.annotations.NullMarked;
