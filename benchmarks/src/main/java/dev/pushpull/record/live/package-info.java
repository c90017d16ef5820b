/**
 * Listens to a server that is not ours and records it. Imports what a target file says and OkHttp
 * clients; imported by commands.
 */
@NullMarked
package dev.pushpull.record.live;

import org.jspecify.annotations.NullMarked;
