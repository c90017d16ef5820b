package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What {@code POST /feeds} takes. */
public record FeedSpecs(@JsonProperty(required = true) List<FeedSpec> feeds) {

  /** How many were created. */
  public record Answer(int created) {}
}
