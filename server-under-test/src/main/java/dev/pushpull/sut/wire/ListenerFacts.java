package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What {@code GET /transport} tells: how the data listener is reached, and whom to trust there.
 *
 * @param protocol as it is spelled for {@code --protocol}
 * @param certificate that it shows, in PEM; empty if it has no TLS
 */
public record ListenerFacts(
    String protocol, @JsonInclude(JsonInclude.Include.NON_EMPTY) String certificate) {

  /** Takes what is left out as empty. */
  @SuppressWarnings("NullAway") // what the other side left out is null here
  public ListenerFacts {
    protocol = protocol == null ? "" : protocol;
    certificate = certificate == null ? "" : certificate;
  }
}
