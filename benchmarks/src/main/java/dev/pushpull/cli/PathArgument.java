package dev.pushpull.cli;

import dev.pushpull.sut.text.Reason;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads every option and parameter that names a file or a folder. */
final class PathArgument implements ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it must not be empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(Reason.of(e));
    }
  }
}
