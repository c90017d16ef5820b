/**
 * Clients that are pages in a headless Chromium. Imports {@code engine} and {@code engine.thread};
 * imported by {@code fork} and commands.
 */
@NullMarked
package dev.pushpull.engine.browser;

import org.jspecify.annotations.NullMarked;
