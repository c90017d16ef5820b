package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Age of information: how old the held version is, weighted by time over window × subscribers.
 *
 * @param distribution in ms
 * @param peakMean mean age just before each fresh arrival in the window, ms
 */
public record Age(@JsonUnwrapped Distribution distribution, @Nullable Double peakMean) {}
