/** Subscribers made of OkHttp, which no other package sees; imported by trials. */
@NullMarked
package dev.pushpull.client.okhttp;

import org.jspecify.annotations.NullMarked;
