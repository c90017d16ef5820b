package dev.pushpull.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes before anything is measured.
 *
 * @param serverHeapMib the heap of a server that is started, all of it from the start; 64 to 65,536
 * @param connectsPerSecond how many subscribers begin to connect each second, 1 to 100,000
 * @param connectTimeout how long each may take, 1 s to 10 min
 * @param sourceAddresses from which they connect
 * @param transport how the event loops of engine {@code netty} wait
 * @param eventLoops how many of those there are, 1 to 64
 * @param target path of the file that says how to speak to somebody else's server; null: it is ours
 * @param maxRequestsPerSecond how many requests somebody else's server may be sent each second, 1
 *     to 100,000
 */
public record Setup(
    int serverHeapMib,
    int connectsPerSecond,
    Duration connectTimeout,
    SourceAddresses sourceAddresses,
    Transport transport,
    int eventLoops,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
    int maxRequestsPerSecond) {

  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

  /** Enough for 10,000 connections, and what the committed results were measured with. */
  public static final Setup USUAL =
      new Setup(
          512, 1_000, Duration.ofSeconds(20), SourceAddresses.NONE, Transport.AUTO, 1, null, 100);

  /** Checks each bound; the message names the key, the bound and the value. */
  public Setup {
    Settings.check("event-loops", eventLoops, 1, 64);
    Settings.check("max-requests", maxRequestsPerSecond, 1, 100_000);
    Settings.check("server-heap", serverHeapMib, 64, 65_536);
    Settings.check("connects-per-second", connectsPerSecond, 1, 100_000);
    if (connectTimeout.compareTo(MIN_TIMEOUT) < 0 || connectTimeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "connect-timeout must be 1s to 10min, but is " + Durations.format(connectTimeout));
    }
  }

  /** As it is stored, where runs of a former build lack what came later. */
  @JsonCreator
  static Setup stored(
      @JsonProperty("serverHeapMib") int serverHeapMib,
      @JsonProperty("connectsPerSecond") int connectsPerSecond,
      @JsonProperty("connectTimeout") Duration connectTimeout,
      @JsonProperty("sourceAddresses") @Nullable SourceAddresses sourceAddresses,
      @JsonProperty("transport") @Nullable Transport transport,
      @JsonProperty("eventLoops") @Nullable Integer eventLoops,
      @JsonProperty("target") @Nullable String target,
      @JsonProperty("maxRequestsPerSecond") @Nullable Integer maxRequestsPerSecond) {
    return new Setup(
        serverHeapMib,
        connectsPerSecond,
        connectTimeout,
        sourceAddresses == null ? SourceAddresses.NONE : sourceAddresses,
        transport == null ? Transport.AUTO : transport,
        eventLoops == null ? 1 : eventLoops,
        target,
        maxRequestsPerSecond == null ? USUAL.maxRequestsPerSecond : maxRequestsPerSecond);
  }

  /** A copy for another target. */
  public Setup withTarget(Path file) {
    return new Setup(
        serverHeapMib,
        connectsPerSecond,
        connectTimeout,
        sourceAddresses,
        transport,
        eventLoops,
        file.toString(),
        maxRequestsPerSecond);
  }

  /** A copy that lets a target get another number of requests. */
  public Setup withMaxRequests(int perSecond) {
    return new Setup(
        serverHeapMib,
        connectsPerSecond,
        connectTimeout,
        sourceAddresses,
        transport,
        eventLoops,
        target,
        perSecond);
  }

  /** The file of somebody else's server; empty: it is our own. */
  public Optional<Path> targetFile() {
    return Optional.ofNullable(target).map(Path::of);
  }
}
