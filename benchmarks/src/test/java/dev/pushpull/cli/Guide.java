package dev.pushpull.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file for users, taken apart into what tests look at. */
record Guide(Path file, String text) {

  static final Guide README = read("../README.md");
  static final Guide USERS = read("README.md");
  static final Guide RESULTS = read("../results/README.md");

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern FILE_NAME = Pattern.compile("# ([\\w.-]+\\.(?:yaml|csv|json))\\n");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern VARIABLES = Pattern.compile("^(?:[A-Z_]+=\\S+ )+");
  private static final Pattern COMMAND = Pattern.compile("(?:scripts/)?pushpull |mvn ");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** A word, or what stands between single quotes. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /**
   * A command that the text shows.
   *
   * @param text as a user would type it
   * @param fenced whether it has a line of its own, else it is part of a sentence
   */
  record Command(String text, boolean fenced) {

    /** Its arguments: what follows the program. */
    List<String> arguments() {
      return WORD.matcher(text)
          .results()
          .skip(1)
          .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
          .toList();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static List<Guide> all() {
    Path server = Path.of("../server-under-test/README.md");
    var guides = new ArrayList<>(List.of(README, USERS, RESULTS));
    if (Files.exists(server)) { // that it does is for the test of the links to it
      guides.add(read(server.toString()));
    }
    return guides;
  }

  private static Guide read(String file) {
    try {
      return new Guide(Path.of(file), Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All commands, in blocks and in sentences. */
  List<Command> commands() {
    Stream<Command> fenced =
        fences()
            .flatMap(block -> block.group(2).replace("\\\n", " ").lines())
            .map(line -> new Command(VARIABLES.matcher(line).replaceFirst(""), true));
    Stream<Command> inline =
        CODE.matcher(prose()).results().map(code -> new Command(code.group(1), false));
    return Stream.concat(fenced, inline)
        .filter(command -> COMMAND.matcher(command.text()).lookingAt())
        .toList();
  }

  /** Blocks that begin with a comment that names a file, by that name, without the comment. */
  Map<String, String> files() {
    var found = new LinkedHashMap<String, String>();
    fences()
        .map(block -> block.group(2))
        .forEach(
            content -> {
              var name = FILE_NAME.matcher(content);
              if (name.lookingAt()) {
                found.put(name.group(1), content.substring(name.end()));
              }
            });
    return found;
  }

  /** Where its links and images lead, but for those to other hosts. */
  List<String> links() {
    return LINK.matcher(prose())
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.contains("://"))
        .toList();
  }

  /** What a link may name behind {@code #}, as GitHub makes it from the headings. */
  Set<String> anchors() {
    return HEADING
        .matcher(prose())
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** The rows below a table's head that begins so, without the line below the head. */
  List<List<String>> table(String head) {
    return text.lines()
        .dropWhile(line -> !line.startsWith(head))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(Guide::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.split("\\|", -1))
        .map(String::strip)
        .toList()
        .subList(1, row.split("\\|", -1).length - 1);
  }

  /** How many words a reader would count, figures in tables among them. */
  long words() {
    return Pattern.compile("\\S+").matcher(text).results().count();
  }

  private Stream<MatchResult> fences() {
    return FENCE.matcher(text).results();
  }

  private String prose() {
    return FENCE.matcher(text).replaceAll("");
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
