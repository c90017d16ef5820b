package dev.pushpull.result;

/**
 * A figure that a trial does not have.
 *
 * @param figure its path in {@code results.json}, or that of a group of figures
 * @param reason why it could not be computed, in one line
 */
public record AbsentFigure(String figure, String reason) {}
