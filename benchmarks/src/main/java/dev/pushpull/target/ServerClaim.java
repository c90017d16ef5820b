package dev.pushpull.target;

import dev.pushpull.spec.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A running server that is held for one run, so that no other run measures it meanwhile. The claim
 * is renewed in the background, and released when it is closed or the process ends; the server
 * forgets it soon if the process is killed. Safe from any thread.
 */
public final class ServerClaim implements AutoCloseable {

  /** The server forgets a claim after 20 s. */
  private static final int RENEWED_EVERY_SECONDS = 5;

  private final String id = UUID.randomUUID().toString();
  private final ControlClient control;
  private final ScheduledExecutorService renewing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("claim").factory());
  private final Thread atEnd = new Thread(this::release, "claim-release");

  private ServerClaim(ServerAddress address) {
    this.control = new ControlClient(address);
  }

  /**
   * Claims a server.
   *
   * @throws ServerInUseException if another run has it
   * @throws IOException if the server cannot be asked
   */
  public static ServerClaim take(ServerAddress address) throws IOException, InterruptedException {
    RunningServer.check(address, List.of()); // Its messages say what is wrong with an address.
    var claim = new ServerClaim(address);
    try {
      claim.control.claim(claim.id, who());
    } catch (IOException | InterruptedException | RuntimeException e) {
      claim.renewing.shutdownNow();
      claim.control.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(claim.atEnd);
    var _ =
        claim.renewing.scheduleWithFixedDelay(
            claim::renew, RENEWED_EVERY_SECONDS, RENEWED_EVERY_SECONDS, TimeUnit.SECONDS);
    return claim;
  }

  /** Such as {@code ann@laptop (pid 4711)}. */
  private static String who() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown-host";
    }
    return "%s@%s (pid %d)"
        .formatted(System.getProperty("user.name"), host, ProcessHandle.current().pid());
  }

  /** One that fails is made up for by the next; a server that is gone is the trials' to tell. */
  private void renew() {
    ControlClient.attempt(() -> control.claim(id, who()));
  }

  /** One that fails expires. */
  private void release() {
    renewing.shutdownNow();
    ControlClient.attempt(() -> control.release(id));
    control.close();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException e) {
      return; // The process ends, and the hook releases it.
    }
    release();
  }
}
