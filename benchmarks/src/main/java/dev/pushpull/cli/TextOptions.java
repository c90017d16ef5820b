package dev.pushpull.cli;

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
final class TextOptions {

  private final CommandSpec spec = CommandSpec.create();

  /** What a command mixes in. */
  CommandSpec spec() {
    return spec;
  }

  /**
   * Adds an option that is given at most once.
   *
   * @param nameAndLabel such as {@code --feeds=N}
   */
  TextOptions with(String nameAndLabel, String description) {
    spec.addOption(option(nameAndLabel, description).type(String.class).build());
    return this;
  }

  /** Adds an option that may be repeated. */
  TextOptions withRepeatable(String nameAndLabel, String description) {
    var option = option(nameAndLabel, description);
    spec.addOption(option.type(List.class).auxiliaryTypes(String.class).build());
    return this;
  }

  /** Adds an option that names a file or a folder. */
  TextOptions withPath(String nameAndLabel, String description) {
    spec.addOption(option(nameAndLabel, description).type(Path.class).build());
    return this;
  }

  /** Adds an option that no help shows. */
  TextOptions withHidden(String nameAndLabel, String description) {
    spec.addOption(option(nameAndLabel, description).type(String.class).hidden(true).build());
    return this;
  }

  private static OptionSpec.Builder option(String nameAndLabel, String description) {
    String[] parts = nameAndLabel.split("=", 2);
    return OptionSpec.builder(parts[0]).paramLabel(parts[1]).description(description);
  }

  /** The value of an option, if it is given. */
  Optional<String> text(String name) {
    return Optional.ofNullable(spec.findOption(name).getValue());
  }

  /** The value of an option that names a file or a folder, if it is given. */
  Optional<Path> path(String name) {
    return Optional.ofNullable(spec.findOption(name).getValue());
  }

  /** The value of an option, read, if it is given. */
  <T> Optional<T> read(String name, Function<String, T> reader) {
    return text(name).map(named(name, reader));
  }

  /** Each value of an option that may be repeated, read. */
  <T> List<T> readAll(String name, Function<String, T> reader) {
    List<String> texts = spec.findOption(name).getValue();
    return texts == null ? List.of() : texts.stream().map(named(name, reader)).toList();
  }

  /** The names of the options that are given, in the order in which they were added. */
  List<String> given() {
    return spec.options().stream()
        .filter(option -> option.getValue() != null)
        .map(OptionSpec::longestName)
        .toList();
  }

  /** Name, without dashes, to text of the options that are given and chosen, in their order. */
  Map<String, String> texts(Predicate<String> chosen) {
    var texts = new LinkedHashMap<String, String>();
    given().stream()
        .filter(chosen)
        .forEach(name -> texts.put(name.substring(2), text(name).orElseThrow()));
    return texts;
  }

  /** A reader whose complaints begin with the option's name. */
  static <A, B> Function<A, B> named(String option, Function<A, B> reader) {
    return text -> {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
      }
    };
  }
}
