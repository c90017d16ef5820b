package dev.pushpull.result;

/**
 * A figure that a trial does not have.
 *
 * @param figure its path in {@code results.json}, or what the paths of several begin with
 * @param reason why it could not be computed, in one line
 */
public record AbsentFigure(String figure, String reason) {}
