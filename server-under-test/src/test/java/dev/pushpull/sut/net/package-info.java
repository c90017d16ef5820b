@NullMarked
package dev.pushpull.sut.net;

import org.jspecify.annotations.NullMarked;
