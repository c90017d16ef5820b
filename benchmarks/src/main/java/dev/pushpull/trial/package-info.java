/**
 * The life of a fork, the same for every scenario: joins clients and measuring, which never see
 * each other. Imported by its scenarios and {@code fork}.
 */
@NullMarked
package dev.pushpull.trial;

import org.jspecify.annotations.NullMarked;
