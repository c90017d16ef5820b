/**
 * Strict reading of YAML, whose complaints name file, line and key. Imports none of ours; imported
 * by whoever reads a file of a user's.
 */
@NullMarked
package dev.pushpull.yaml;

import org.jspecify.annotations.NullMarked;
