/**
 * Observation log × publish log → freshness, requests, jobs and chats. Every meter can be written,
 * read and added. Knows no client; imported by trials and simulators.
 */
@NullMarked
package dev.pushpull.measure;

import org.jspecify.annotations.NullMarked;
