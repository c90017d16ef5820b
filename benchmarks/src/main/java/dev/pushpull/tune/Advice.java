package dev.pushpull.tune;

/**
 * What is advised, and how it would be checked.
 *
 * @param recommendation as it is stored
 * @param run that would check it
 */
public record Advice(Recommendation recommendation, VerifyingRun run) {}
