@NullMarked
package dev.pushpull.sut.schedule;

import org.jspecify.annotations.NullMarked;
