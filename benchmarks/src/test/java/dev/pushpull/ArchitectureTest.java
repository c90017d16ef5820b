package dev.pushpull;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pushpull.sut.SharedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ranks of the packages: each imports only packages of a lower rank, so there is no cycle. */
class ArchitectureTest {

  private static final String ROOT = "dev.pushpull.";

  private static final Map<String, Integer> RANKS =
      Map.ofEntries(
          Map.entry("sut.text", 0),
          Map.entry("sut.clock", 0),
          Map.entry("sut.wire", 0),
          Map.entry("sut.schedule", 0),
          Map.entry("sut.proc", 0),
          Map.entry("sut.options", 0),
          Map.entry("spec", 1),
          Map.entry("result", 2),
          Map.entry("schedule", 2),
          Map.entry("certificate", 2),
          Map.entry("model", 2),
          Map.entry("operation", 3),
          Map.entry("client", 3),
          Map.entry("compare", 3),
          Map.entry("measure", 3),
          Map.entry("plan", 3),
          Map.entry("client.okhttp", 4),
          Map.entry("client.browser", 4),
          Map.entry("client.socket", 4),
          Map.entry("launch", 4),
          Map.entry("simulate", 4),
          Map.entry("report", 4),
          Map.entry("report.page", 5),
          Map.entry("trial", 5),
          Map.entry("tune", 5),
          Map.entry("tune.page", 6),
          Map.entry("suite", 7),
          Map.entry("suite.op", 6),
          Map.entry("cli", 8));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("dev.pushpull");

  @Test
  void importsOnlyLowerRanks() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String from = packageOf(type);
        String to = packageOf(dependency.getTargetClass());
        if (ours(type) && to.startsWith(ROOT) && !to.equals(from) && rank(to) >= rank(from)) {
          wrong.add(from + " must not import " + to);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyPackageHasARank() {
    var packages = new TreeSet<String>();
    MAIN.stream().filter(ArchitectureTest::ours).forEach(type -> packages.add(packageOf(type)));
    assertThat(packages).isNotEmpty();
    assertThat(RANKS.keySet())
        .containsAll(packages.stream().map(name -> name.substring(ROOT.length())).toList());
  }

  @Test
  void okHttpIsSeenByItsClientsAndForCertificatesOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.pushpull..")
        .and()
        .resideOutsideOfPackages("dev.pushpull.client.okhttp", "dev.pushpull.certificate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(MAIN);
  }

  @Test
  void testsThatChangeWhatTheirJvmSharesSayIt() {
    assertThat(SharedState.unguarded()).isEmpty();
  }

  /** Else they fail on a machine without a browser, where they are to be skipped. */
  @Test
  void testsInABrowserSayThatTheyNeedOne() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> tests =
          files.filter(file -> file.toString().endsWith("InBrowserTest.java")).toList();
      assertThat(tests).isNotEmpty();
      for (Path test : tests) {
        assertThat(Files.readString(test)).as(test.toString()).contains("@Needs(CHROMIUM)");
      }
    }
  }

  /** The server's own module holds its ranks itself; its higher ones must not be seen here. */
  private static boolean ours(JavaClass type) {
    return !type.getPackageName().startsWith(ROOT + "sut");
  }

  private static int rank(String name) {
    return RANKS.getOrDefault(name.substring(ROOT.length()), Integer.MAX_VALUE);
  }

  private static String packageOf(JavaClass type) {
    return type.getBaseComponentType().getPackageName();
  }
}
