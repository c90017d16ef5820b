/**
 * Feeds of a server that is not ours. Imports {@code trial}, {@code truth} and {@code
 * target.external}; imported by {@code fork}.
 */
@NullMarked
package dev.pushpull.trial.external;

import org.jspecify.annotations.NullMarked;
