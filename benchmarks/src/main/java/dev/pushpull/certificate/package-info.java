/** Certificates that are made for one run; imported by who starts a server. */
@NullMarked
package dev.pushpull.certificate;

import org.jspecify.annotations.NullMarked;
