package dev.pushpull.trial;

import dev.pushpull.client.Subscriber;

/** A subscriber and what it lives through. */
record Device(Subscriber subscriber, Probe probe) {}
