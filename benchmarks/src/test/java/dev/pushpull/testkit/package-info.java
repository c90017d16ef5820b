/** What the tests share. Any test may import it; it knows no test. */
@NullMarked
package dev.pushpull.testkit;

import org.jspecify.annotations.NullMarked;
