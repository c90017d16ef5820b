package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.run.AtomicFiles;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class TrialFolderTest {

  private static final String TOKEN = "correct-horse";

  @TempDir Path temp = Path.of("");

  @AfterEach
  void clear() {
    System.clearProperty(TrialFolder.TRIAL_PROPERTY);
    System.clearProperty(OperationServer.TOKEN_PROPERTY);
  }

  private static TrialSpec spec(Optional<ServerAddress> server) {
    TrialSpec plain = PlainTrialTest.spec("sse", "1s", 2, 4);
    return new TrialSpec(
        "007", plain.strategy(), plain.workload(), plain.timing(), 2, 9, server, Setup.USUAL);
  }

  private void handOver(TrialSpec spec) throws IOException {
    Path file = Files.writeString(temp.resolve("trial.json"), SpecJson.write(spec));
    System.setProperty(TrialFolder.TRIAL_PROPERTY, file.toString());
  }

  @Test
  void takesOverTheSpecAndTheFolder() throws IOException {
    handOver(spec(Optional.empty()));
    TrialFolder folder = TrialFolder.handedOver().orElseThrow();
    assertThat(folder.spec()).contains(spec(Optional.empty()));
    assertThat(folder.path()).isEqualTo(temp);
    assertThat(folder.spec()).isPresent();
  }

  @Test
  void theTokenIsHandedOverInAFileThatIsDeletedAndNowhereElse() throws IOException {
    TrialSpec spec = spec(Optional.of(new ServerAddress("10.0.0.2", 4_711, TOKEN)));
    handOver(spec);
    Path token = Files.writeString(temp.resolve("token"), TOKEN + "\n");
    System.setProperty(OperationServer.TOKEN_PROPERTY, token.toString());
    TrialFolder folder = TrialFolder.handedOver().orElseThrow();
    assertThat(folder.spec()).contains(spec);
    assertThat(token).doesNotExist();
    assertThat(temp.resolve("trial.json")).content().contains("10.0.0.2").doesNotContain(TOKEN);
  }

  @Test
  void aSpecThatCannotBeReadIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("trial.json"), "{\"id\": 7");
    System.setProperty(TrialFolder.TRIAL_PROPERTY, file.toString());
    assertThatThrownBy(TrialFolder::handedOver)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("trial.json is not valid JSON: ");
  }

  @Test
  void aPlainUserGetsATemporaryFolderThatGoesAway() throws IOException {
    assertThat(TrialFolder.handedOver()).isEmpty();
    TrialFolder folder = TrialFolder.temporary();
    assertThat(folder.spec()).isEmpty();
    Files.writeString(Files.createDirectory(folder.path().resolve("deep")).resolve("file"), "x");
    AtomicFiles.delete(folder.path());
    assertThat(folder.path()).doesNotExist();
  }
}
