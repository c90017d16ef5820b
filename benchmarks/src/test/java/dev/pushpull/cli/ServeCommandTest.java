package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServeCommandTest {

  @Test
  void serveOpensTheBrowserOnlyForAPersonWithAScreen() {
    var screen = Map.of("DISPLAY", ":0");
    List<String> none = List.of();
    List<String> quiet = List.of("--no-open");
    assertThat(ServeCommand.forServer(none, true, screen)).containsExactly("--open");
    assertThat(ServeCommand.forServer(none, false, screen)).isEmpty();
    assertThat(ServeCommand.forServer(quiet, true, screen)).isEqualTo(quiet);
    assertThat(ServeCommand.forServer(List.of("--open"), false, Map.of()))
        .containsExactly("--open");
  }
}
