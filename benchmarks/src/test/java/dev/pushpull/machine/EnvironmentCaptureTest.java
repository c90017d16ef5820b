package dev.pushpull.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnvironmentCaptureTest {

  private static final Machine MACHINE = new Machine(25, 60, 180, 30, 75, 0.001, 0.02, 20_000);

  @Test
  void saysWhereAndWithWhat() {
    Instant before = Instant.now();
    Environment environment = EnvironmentCapture.capture("pushpull run", MACHINE);
    assertThat(environment.command()).isEqualTo("pushpull run");
    assertThat(environment.machine()).isEqualTo(MACHINE);
    assertThat(environment.jdk()).contains(System.getProperty("java.runtime.version"));
    assertThat(environment.os()).startsWith(System.getProperty("os.name"));
    assertThat(environment.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(Instant.parse(environment.startedAt()))
        .isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void theBuildFilledInEveryVersion() {
    Environment environment = EnvironmentCapture.capture("", MACHINE);
    assertThat(environment.libraries()).containsKeys("undertow", "okhttp", "jmh");
    assertThat(environment.libraries().values()).allMatch(version -> version.matches("\\d.*"));
    assertThat(environment.git()).matches("([0-9a-f]{7,40}\\+?)?");
  }
}
