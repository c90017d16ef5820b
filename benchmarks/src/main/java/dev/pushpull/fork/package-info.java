/**
 * Opens the trial of a fork: picks engine, target and scenario, and is the only package that names
 * them all. Imported by the suite.
 */
@NullMarked
package dev.pushpull.fork;

import org.jspecify.annotations.NullMarked;
