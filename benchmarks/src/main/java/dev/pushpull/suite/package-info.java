/** Running a sweep's forks by JMH; imported by commands alone. */
@NullMarked
package dev.pushpull.suite;

import org.jspecify.annotations.NullMarked;
