/**
 * Observation log × publish log → freshness; overhead; audit; knows no client. Imported by trials
 * and simulators.
 */
@NullMarked
package dev.pushpull.measure;

import org.jspecify.annotations.NullMarked;
