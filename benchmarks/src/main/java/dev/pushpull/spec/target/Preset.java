package dev.pushpull.spec.target;

import dev.pushpull.spec.Settings;
import dev.pushpull.spec.YamlMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What target files of a protocol have in common: a target file that lies under the user's own. */
public enum Preset {
  SOCKET_IO("socket.io"),
  GRAPHQL_TRANSPORT_WS("graphql-transport-ws"),
  STOMP("stomp"),
  SIGNALR("signalr"),
  PHOENIX("phoenix"),
  ACTION_CABLE("action-cable"),
  CENTRIFUGO("centrifugo"),
  MQTT("mqtt");

  private static final String COMMENT = "# ";

  private final String written;

  Preset(String written) {
    this.written = written;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Preset parse(String text) {
    return Settings.named("preset", Preset.class, text);
  }

  /** What it says. */
  YamlMap map() {
    return YamlMap.open("preset " + this, text(""));
  }

  /** What it is for, in a line. */
  public String description() {
    return text("").lines().findFirst().orElseThrow().substring(COMMENT.length());
  }

  /** A target file that uses it. */
  public String example() {
    return text("-example");
  }

  private String text(String kind) {
    String resource = "/targets/" + this + kind + ".yaml";
    try (InputStream in = Preset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this build does not contain " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As files write it. */
  @Override
  public String toString() {
    return written;
  }
}
