package dev.pushpull.spec.target;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What must not be shown: the value of every environment variable that is read, and what the file
 * itself says where a credential usually stands. What clients capture as they sign in is added to
 * the {@link Redactor} by those who capture it.
 *
 * @param environment name to value of the variables that are set
 * @param missing the variables that are read, but not set
 * @param written what stands in the file itself
 */
public record Secrets(Map<String, String> environment, List<String> missing, Set<String> written) {

  private static final String CREDENTIAL =
      "(?i)[\\w-]*(?:passw|passcode|secret|token|api-?_?key|auth|credential|signature)[\\w-]*";
  private static final Pattern NAMED =
      Pattern.compile(CREDENTIAL + "\\\\?[\"']?\\s*[=:]\\s*\\\\?[\"']?([^\"'&\\s,;}\\\\$]{6,})");
  private static final Pattern CREDENTIAL_HEADER = Pattern.compile(CREDENTIAL + "|(?i)cookie");

  /** Copies. */
  public Secrets {
    environment = Map.copyOf(environment);
    missing = List.copyOf(missing);
    written = Set.copyOf(written);
  }

  static Secrets of(TargetSpec spec, Function<String, Optional<String>> environment) {
    var set = new LinkedHashMap<String, String>();
    for (String name : spec.variables()) {
      environment.apply(name).ifPresent(value -> set.put(name, value));
    }
    List<String> missing = spec.variables().stream().filter(v -> !set.containsKey(v)).toList();
    return new Secrets(set, missing, written(spec));
  }

  private static Set<String> written(TargetSpec spec) {
    var found = new LinkedHashSet<String>();
    spec.templates()
        .flatMap(template -> NAMED.matcher(template.toString()).results())
        .forEach(match -> found.add(match.group(1)));
    spec.headers().forEach((name, value) -> addHeader(name, value, found));
    spec.requests().forEach(request -> request.headers().forEach((n, v) -> addHeader(n, v, found)));
    return found;
  }

  private static void addHeader(String name, Template value, Set<String> found) {
    if (CREDENTIAL_HEADER.matcher(name).matches() && value.placeholders().isEmpty()) {
      String text = value.toString().strip();
      found.add(text.substring(text.indexOf(' ') + 1)); // A scheme such as Bearer may be shown.
    }
  }

  /**
   * Checks that every variable that is read is set.
   *
   * @throws IllegalArgumentException that names those that are not
   */
  public Secrets checkSet() {
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "environment variable %s is not set, but the target file reads it; set it and try again"
              .formatted(String.join(", ", missing)));
    }
    return this;
  }

  /** What hides all of it. */
  public Redactor redactor() {
    return Redactor.NOTHING.with(environment.values()).with(written);
  }
}
