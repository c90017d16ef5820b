package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.ListenerCounts;

/**
 * What every way of listening shares.
 *
 * @param feeds all feeds
 * @param jobs that clients submit
 * @param limits what clients are granted
 * @param traffic where messages are counted
 * @param counts where requests are counted
 */
record DataContext(
    Feeds feeds, Jobs jobs, DataLimits limits, Traffic traffic, ListenerCounts counts) {}
