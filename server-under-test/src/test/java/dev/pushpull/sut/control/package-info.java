@NullMarked
package dev.pushpull.sut.control;

import org.jspecify.annotations.NullMarked;
