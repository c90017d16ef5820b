/** What a run is asked to do: immutable, validated, strictly parsed. Any package may import it. */
@NullMarked
package dev.pushpull.spec;

import org.jspecify.annotations.NullMarked;
