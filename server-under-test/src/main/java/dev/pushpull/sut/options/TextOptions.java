package dev.pushpull.sut.options;

import dev.pushpull.sut.text.Resources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options whose values are texts that something else reads strictly; a mixin of commands. */
public final class TextOptions {

  private final CommandSpec spec = CommandSpec.create();

  private TextOptions() {}

  /**
   * The options of a file: one a block, its kind, name and label, then what it is for.
   *
   * @param owner beside which the file lies
   */
  public static TextOptions of(Class<?> owner, String file) {
    return of(owner, file, Map.of());
  }

  /**
   * The same.
   *
   * @param words what stands in the file → what it is replaced by
   */
  public static TextOptions of(Class<?> owner, String file, Map<String, String> words) {
    var options = new TextOptions();
    String text = Resources.text(owner, file);
    for (var word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    for (String block : text.strip().split("\n\n", -1)) {
      String[] headAndText = block.split("\n", 2);
      String[] head = headAndText[0].split("[ =]", 3);
      var option =
          OptionSpec.builder(head[1])
              .paramLabel(head.length > 2 ? head[2] : "")
              .description(headAndText[1].replace('\n', ' ').replace("%", "%%"));
      options.spec.addOption(ofKind(head[0], option).build());
    }
    return options;
  }

  private static OptionSpec.Builder ofKind(String kind, OptionSpec.Builder option) {
    return switch (kind) {
      case "text" -> option.type(String.class);
      case "hidden" -> option.type(String.class).hidden(true);
      case "list" -> option.type(List.class).auxiliaryTypes(String.class);
      case "path" -> option.type(Path.class);
      case "flag" -> option.type(boolean.class);
      case "hidden-flag" -> option.type(boolean.class).hidden(true);
      case "negatable" -> option.type(boolean.class).negatable(true);
      default -> throw new IllegalArgumentException("unknown kind of option: " + kind);
    };
  }

  /** What a command mixes in. */
  public CommandSpec spec() {
    return spec;
  }

  /** The value of an option, if it is given. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(spec.findOption(name).getValue());
  }

  /** The value of an option that names a file or a folder, if it is given. */
  public Optional<Path> path(String name) {
    return Optional.ofNullable(spec.findOption(name).getValue());
  }

  /** Whether an option without a value is given. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(spec.findOption(name).getValue());
  }

  /** The value of an option, read, if it is given. */
  public <T> Optional<T> read(String name, Function<String, T> reader) {
    return text(name).map(named(name, reader));
  }

  /** Each value of an option that may be repeated, in the order in which they were given. */
  public List<String> all(String name) {
    List<String> texts = spec.findOption(name).getValue();
    return texts == null ? List.of() : texts;
  }

  /** The same, read. */
  public <T> List<T> readAll(String name, Function<String, T> reader) {
    return all(name).stream().map(named(name, reader)).toList();
  }

  /** The names of the options that are given, in the order in which they were added. */
  public List<String> given() {
    return spec.options().stream()
        .filter(option -> option.getValue() != null)
        .map(OptionSpec::longestName)
        .toList();
  }

  /** Name, without dashes, to text of the options that are given and chosen, in their order. */
  public Map<String, String> texts(Predicate<String> chosen) {
    var texts = new LinkedHashMap<String, String>();
    given().stream()
        .filter(chosen)
        .forEach(name -> texts.put(name.substring(2), text(name).orElseThrow()));
    return texts;
  }

  /** A reader whose complaints begin with the option's name. */
  public static <A, B> Function<A, B> named(String option, Function<A, B> reader) {
    return text -> {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
      }
    };
  }
}
