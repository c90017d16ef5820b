@NullMarked
package dev.pushpull.sut.http;

import org.jspecify.annotations.NullMarked;
