/**
 * When each update of a feed was published, as far as it can be known without the server's log:
 * from the harness's own publishes, from times in updates, from fast polls, from first sights.
 * Pure; imported by what runs trials against other people's servers.
 */
@NullMarked
package dev.pushpull.truth;

import org.jspecify.annotations.NullMarked;
