package dev.pushpull;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pushpull.sut.testkit.SharedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
          Map.entry("yaml", 0),
          Map.entry("spec", 1),
          Map.entry("spec.target", 2),
          Map.entry("text", 1),
          Map.entry("machine", 1),
          Map.entry("certificate", 1),
          Map.entry("result", 2),
          Map.entry("schedule", 2),
          Map.entry("model", 2),
          Map.entry("run", 3),
          Map.entry("metric", 3),
          Map.entry("engine", 3),
          Map.entry("measure", 3),
          Map.entry("plan", 3),
          Map.entry("compare", 4),
          Map.entry("operation", 4),
          Map.entry("progress", 4),
          Map.entry("engine.thread", 4),
          Map.entry("engine.okhttp", 5),
          Map.entry("engine.browser", 5),
          Map.entry("engine.netty", 5),
          Map.entry("engine.socket", 5),
          Map.entry("target", 4),
          Map.entry("target.message", 5),
          Map.entry("target.external", 6),
          Map.entry("truth", 4),
          Map.entry("record", 4),
          Map.entry("record.live", 7),
          Map.entry("simulate", 4),
          Map.entry("simulate.calibrate", 5),
          Map.entry("report", 5),
          Map.entry("report.sweep", 6),
          Map.entry("report.comparison", 6),
          Map.entry("report.operation", 7),
          Map.entry("report.page", 8),
          Map.entry("verdict", 5),
          Map.entry("trial", 6),
          Map.entry("trial.feed", 7),
          Map.entry("trial.job", 7),
          Map.entry("trial.chat", 7),
          Map.entry("trial.external", 7),
          Map.entry("tune", 6),
          Map.entry("tune.answer", 7),
          Map.entry("tune.job", 7),
          Map.entry("tune.verify", 7),
          Map.entry("tune.recorded", 8),
          Map.entry("tune.page", 9),
          Map.entry("operation.fork", 7),
          Map.entry("operation.wire", 8),
          Map.entry("operation.transfer", 9),
          Map.entry("fork", 8),
          Map.entry("suite.op", 11),
          Map.entry("suite", 10),
          Map.entry("console", 9),
          Map.entry("cli", 12));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .withImportOption(location -> !location.contains("-tests.jar!"))
          .importPackages("dev.pushpull");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
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
  void noPackageImportsItsChild() {
    assertThat(RANKS.keySet())
        .allSatisfy(
            name -> {
              int dot = name.lastIndexOf('.');
              if (dot > 0 && RANKS.containsKey(name.substring(0, dot))) {
                assertThat(RANKS.get(name.substring(0, dot))).isLessThan(RANKS.get(name));
              }
            });
  }

  /** What is larger is divided by idea. */
  @Test
  void noPackageHasMoreThanThirtyFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Map<Path, Long> sizes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
      assertThat(sizes)
          .isNotEmpty()
          .allSatisfy((_, size) -> assertThat(size).isLessThanOrEqualTo(30));
    }
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
        .resideOutsideOfPackages("dev.pushpull.engine.okhttp", "dev.pushpull.certificate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(MAIN);
  }

  @Test
  void testsThatChangeWhatTheirJvmSharesSayIt() {
    assertThat(SharedState.unguarded()).isEmpty();
  }

  /** Contracts aside, which the tests of several packages keep; and a testkit knows no test. */
  @Test
  void whatTestsOfSeveralPackagesShareStandsInATestkit() {
    var shared = new TreeSet<String>();
    for (JavaClass type : TESTS) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass helper = dependency.getTargetClass();
        if (TESTS.contain(helper.getName())
            && !packageOf(helper).equals(packageOf(type))
            && !packageOf(helper).endsWith(".testkit")
            && !helper.getSimpleName().endsWith("Contract")
            && !type.isAssignableTo(helper.getName())) {
          shared.add(helper.getName());
        }
      }
    }
    assertThat(shared).containsOnly("dev.pushpull.trial.Made"); // It makes what its package hides.
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
