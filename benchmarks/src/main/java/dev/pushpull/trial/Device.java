package dev.pushpull.trial;

import dev.pushpull.client.Subscriber;

/** A subscriber and what it experiences. */
record Device(Subscriber subscriber, Probe probe) {}
