/** {@code recommendation.html}: an advice as one file for a browser; imported by the commands. */
@NullMarked
package dev.pushpull.tune.page;

import org.jspecify.annotations.NullMarked;
