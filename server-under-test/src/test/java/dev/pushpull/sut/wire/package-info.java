@NullMarked
package dev.pushpull.sut.wire;

import org.jspecify.annotations.NullMarked;
