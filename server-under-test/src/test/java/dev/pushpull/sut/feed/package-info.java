@NullMarked
package dev.pushpull.sut.feed;

import org.jspecify.annotations.NullMarked;
