/**
 * Certificates that are made for one run. Imports none of ours; imported by whoever starts a
 * server.
 */
@NullMarked
package dev.pushpull.certificate;

import org.jspecify.annotations.NullMarked;
