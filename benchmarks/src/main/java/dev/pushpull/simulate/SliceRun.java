package dev.pushpull.simulate;

/**
 * What the subscribers of a slice share while it runs. One thread.
 *
 * @param freshness takes what they see
 * @param requests takes what they ask
 */
record SliceRun(
    SimulationSpec spec,
    int feed,
    Windows windows,
    FreshnessAccount freshness,
    RequestAccount requests) {}
