package dev.pushpull.trial;

/**
 * A number with its unit.
 *
 * @param unit as JMH prints it, such as {@code ms}
 */
public record Figure(double value, String unit) {}
