@NullMarked
package dev.pushpull.sut;

import org.jspecify.annotations.NullMarked;
