package dev.pushpull.sut.testkit;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocks;

/**
 * Test classes run side by side in one JVM. So one that changes what all of it shares, itself or by
 * a helper, runs alone or holds a lock.
 */
public final class SharedState {

  private static final Set<String> CHANGES =
      Set.of(
          "java.lang.System.setOut",
          "java.lang.System.setErr",
          "java.lang.System.setIn",
          "java.lang.System.setProperty",
          "java.lang.System.clearProperty",
          "java.util.Locale.setDefault",
          "java.util.TimeZone.setDefault");

  private static final List<Class<? extends Annotation>> GUARDS =
      List.of(Isolated.class, ResourceLock.class, ResourceLocks.class);

  private SharedState() {}

  /** The test classes on the class path that break the rule. */
  public static List<String> unguarded() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.pushpull");
    return tests.stream()
        .filter(type -> type.getSimpleName().endsWith("Test"))
        .filter(
            type ->
                changes(type)
                    || type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> changes(dependency.getTargetClass())))
        .filter(type -> GUARDS.stream().noneMatch(type::isAnnotatedWith))
        .map(JavaClass::getName)
        .toList();
  }

  private static boolean changes(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .map(JavaAccess::getTarget)
        .anyMatch(target -> CHANGES.contains(target.getOwner().getName() + "." + target.getName()));
  }
}
