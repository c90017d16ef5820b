import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks (or with {@code --write} rewrites) the format of every Java file below the folders given.
 */
class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("--write");
    var style = JavaFormatterOptions.Style.GOOGLE;
    var formatter = new Formatter(JavaFormatterOptions.builder().style(style).build());
    int wrong = 0;
    for (int i = 1; i < args.length; i++) {
      Path root = Path.of(args[i]);
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (var files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          String before = Files.readString(file);
          String after;
          try {
            after =
                formatter.formatSource(
                    ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(before), style));
          } catch (com.google.googlejavaformat.java.FormatterException e) {
            System.err.println(file + ": cannot be parsed: " + e.getMessage());
            System.exit(1);
            throw e;
          }
          if (!after.equals(before)) {
            if (write) {
              Files.writeString(file, after);
            } else {
              wrong++;
              System.err.println("not formatted: " + file);
            }
          }
        }
      }
    }
    if (wrong > 0) {
      System.err.println(wrong + " files are not formatted; 'mvn -Dformat validate' formats them.");
      System.exit(1);
    }
  }
}
