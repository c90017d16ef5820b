@NullMarked
package dev.pushpull.sut.page;

import org.jspecify.annotations.NullMarked;
