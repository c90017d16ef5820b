/**
 * What every listener needs whatever it serves: sockets with their limits and counts, TLS, the
 * rules of HTTP that Undertow does not enforce, and answers in the form of problems. Knows nothing
 * of feeds and imports nothing of ours; {@code http}, {@code control}, {@code page} and the root
 * import it.
 */
@NullMarked
package dev.pushpull.sut.net;

import org.jspecify.annotations.NullMarked;
