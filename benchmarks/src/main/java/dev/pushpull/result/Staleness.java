package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * How long the copy has been wrong, weighted by time over window × subscribers.
 *
 * @param distribution in ms
 * @param staleFraction share of time above 0
 */
public record Staleness(@JsonUnwrapped Distribution distribution, @Nullable Double staleFraction) {}
