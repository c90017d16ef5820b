/** Subscribers in a headless Chromium, made of the client code of the server's own page. */
@NullMarked
package dev.pushpull.client.browser;

import org.jspecify.annotations.NullMarked;
