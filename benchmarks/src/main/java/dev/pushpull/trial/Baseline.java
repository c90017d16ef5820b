package dev.pushpull.trial;

import dev.pushpull.sut.wire.MemoryReading;

/**
 * The server with feeds that publish and no subscriber.
 *
 * @param cpuMicrosPerSecond serve + GC
 * @param memory after a full collection
 */
record Baseline(double cpuMicrosPerSecond, MemoryReading memory) {}
