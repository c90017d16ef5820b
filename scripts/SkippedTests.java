import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints a line for each program that is missing on this machine: which test classes did not run
 * for want of it. Reads the reports below the folders given that are not older than the build.
 */
class SkippedTests {
  private static final Pattern SKIPPED =
      Pattern.compile(
          "<testcase [^>]*classname=\"([^\"]+)\"[^>]*>\\s*<skipped message=\"missing program"
              + " ([^\"]+)\"");

  public static void main(String[] args) throws Exception {
    Instant began = Instant.parse(args[0]);
    var classes = new TreeMap<String, TreeSet<String>>();
    for (int i = 1; i < args.length; i++) {
      try (var files = Files.walk(Path.of(args[i]), 2)) {
        for (Path file :
            files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(began)) {
            continue;
          }
          Matcher skipped = SKIPPED.matcher(Files.readString(file));
          while (skipped.find()) {
            String name = skipped.group(1).substring(skipped.group(1).lastIndexOf('.') + 1);
            classes.computeIfAbsent(skipped.group(2), _ -> new TreeSet<>()).add(name);
          }
        }
      }
    }
    classes.forEach(
        (program, names) ->
            System.out.println("missing " + program + ". Not run: " + String.join(", ", names)));
  }
}
