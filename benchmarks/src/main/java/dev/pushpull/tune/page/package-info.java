/**
 * The advice as one HTML page. Imports {@code tune} and {@code report.page}; imported by commands.
 */
@NullMarked
package dev.pushpull.tune.page;

import org.jspecify.annotations.NullMarked;
