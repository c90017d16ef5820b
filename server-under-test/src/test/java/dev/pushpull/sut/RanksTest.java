package dev.pushpull.sut;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pushpull.sut.testkit.SharedState;
import org.junit.jupiter.api.Test;

/**
 * A package imports packages of a lower rank only; those of one rank know nothing of each other.
 */
final class RanksTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.pushpull.sut");

  @Test
  void packagesImportLowerRanksOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("text")
        .definedBy("dev.pushpull.sut.text")
        .layer("clock")
        .definedBy("dev.pushpull.sut.clock")
        .layer("wire")
        .definedBy("dev.pushpull.sut.wire")
        .layer("schedule")
        .definedBy("dev.pushpull.sut.schedule")
        .layer("proc")
        .definedBy("dev.pushpull.sut.proc")
        .layer("options")
        .definedBy("dev.pushpull.sut.options")
        .layer("feed")
        .definedBy("dev.pushpull.sut.feed")
        .layer("net")
        .definedBy("dev.pushpull.sut.net")
        .layer("http")
        .definedBy("dev.pushpull.sut.http")
        .layer("control")
        .definedBy("dev.pushpull.sut.control")
        .layer("page")
        .definedBy("dev.pushpull.sut.page")
        .layer("root")
        .definedBy("dev.pushpull.sut")
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("clock")
        .mayNotAccessAnyLayer()
        .whereLayer("wire")
        .mayOnlyAccessLayers("schedule")
        .whereLayer("schedule")
        .mayOnlyAccessLayers("text")
        .whereLayer("proc")
        .mayNotAccessAnyLayer()
        .whereLayer("options")
        .mayOnlyAccessLayers("text")
        .whereLayer("feed")
        .mayOnlyAccessLayers("clock", "wire", "schedule")
        .whereLayer("net")
        .mayNotAccessAnyLayer()
        .whereLayer("http")
        .mayOnlyAccessLayers("clock", "wire", "schedule", "feed", "net")
        .whereLayer("control")
        .mayOnlyAccessLayers("clock", "wire", "schedule", "proc", "feed", "net")
        .whereLayer("page")
        .mayOnlyAccessLayers("text", "clock", "wire", "schedule", "feed", "net", "http")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.pushpull.sut.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void testsThatChangeWhatTheirJvmSharesSayIt() {
    assertThat(SharedState.unguarded()).isEmpty();
  }
}
