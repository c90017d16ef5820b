package dev.pushpull.text;

/**
 * A number with its unit.
 *
 * @param unit as JMH prints it, such as {@code ms}
 */
public record UnitValue(double value, String unit) {}
