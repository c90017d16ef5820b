package dev.pushpull.operation.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.spec.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlAddressTest {

  @TempDir Path temp;

  @Test
  void everyForkReadsTheToken() throws Exception {
    Path file = Files.writeString(temp.resolve("token"), "secret\n");
    var expected = new ServerAddress("127.0.0.1", 7_070, "secret");

    assertThat(ControlAddress.parse("127.0.0.1:7070", file.toString())).isEqualTo(expected);
    assertThat(ControlAddress.parse("127.0.0.1:7070", file.toString())).isEqualTo(expected);
  }

  @Test
  void aMissingTokenIsTold() {
    assertThatThrownBy(
            () -> ControlAddress.parse("127.0.0.1:7070", temp.resolve("none").toString()))
        .isInstanceOf(OperationException.class)
        .hasMessageStartingWith("the token's file cannot be read (pushpull.token)");
  }
}
