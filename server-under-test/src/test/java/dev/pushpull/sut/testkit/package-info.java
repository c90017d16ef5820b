/** What the tests of both modules share. Any test may import it; it knows no test. */
@NullMarked
package dev.pushpull.sut.testkit;

import org.jspecify.annotations.NullMarked;
