/**
 * One fork's life: joins clients and measuring, which never see each other; imported by the suite.
 */
@NullMarked
package dev.pushpull.trial;

import org.jspecify.annotations.NullMarked;
