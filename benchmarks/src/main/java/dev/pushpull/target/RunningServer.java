package dev.pushpull.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out whether a server that is said to run is there, is one of ours, and can be used. */
public final class RunningServer {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int UNAUTHORIZED = 401;
  private static final String OURS = "the control address that 'pushpull serve --control' printed";

  private RunningServer() {}

  /**
   * Asks it.
   *
   * @param protocols what its data listener must speak; empty: whatever it does
   * @throws IOException if it cannot be used; the message says why and what to do
   */
  public static void check(ServerAddress server, Collection<Protocol> protocols)
      throws IOException, InterruptedException {
    String speaks = protocol(server);
    for (Protocol protocol : protocols) {
      if (!speaks.equals(protocol.toString())) {
        throw new IOException(
            "the server at %s speaks %s, but %s is to be measured; start it with: pushpull serve"
                    .formatted(server, speaks, protocol)
                + " --control --protocol "
                + protocol);
      }
    }
  }

  private static String protocol(ServerAddress server) throws IOException, InterruptedException {
    try (var control = new ControlClient(server, PATIENCE)) {
      String protocol = control.listener().protocol();
      if (protocol.isEmpty()) {
        throw another(server, "it answered with something else", null);
      }
      return protocol;
    } catch (JsonProcessingException e) {
      throw another(server, "its answer is not JSON", e);
    } catch (ControlException e) {
      throw unusable(server, e);
    }
  }

  private static IOException unusable(ServerAddress server, ControlException failure) {
    if (failure.status() == UNAUTHORIZED) {
      return new IOException(
          "the server at %s refused the token; give the one that it printed".formatted(server),
          failure);
    }
    if (failure.status() > 0) {
      return another(server, "it answered with status " + failure.status(), failure);
    }
    Throwable why = Objects.requireNonNullElse(failure.getCause(), failure);
    boolean reached =
        !(why instanceof ConnectException || why instanceof HttpConnectTimeoutException);
    if (reached) {
      return another(server, Reason.of(why), failure);
    }
    return new IOException(
        "no server at %s (%s); start one with: pushpull serve --control"
            .formatted(server, Reason.of(why)),
        failure);
  }

  private static IOException another(ServerAddress server, String why, @Nullable Throwable cause) {
    return new IOException(
        "%s is not a pushpull server's control (%s); use %s".formatted(server, why, OURS), cause);
  }
}
