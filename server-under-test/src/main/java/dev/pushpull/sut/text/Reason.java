package dev.pushpull.sut.text;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why something failed, in the words of who reads it: many exceptions of the JDK have no message,
 * or one that is only a path, and say the rest by the name of their class.
 */
public final class Reason {

  /** What an exception's {@code toString} puts before its message. */
  private static final String CLASS_NAMES = "(?:(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?::\\s*|$))+";

  /** How the messages of system calls begin, such as {@code No space left on device}. */
  private static final Pattern OF_SYSTEM =
      Pattern.compile(
          "(?:No|Connection|Broken|Is|Network|Not|Too|Read-only|Input/output|Disk|Permission|Host"
              + "|Stream|Address|Socket|Operation|Invalid|Cannot|File|Nul)\\b.*");

  private static final String UNMAPPABLE =
      "it has characters that this locale cannot hold; set LC_ALL=C.UTF-8";

  private Reason() {}

  /** Why it failed, in a line that is fit to be shown. */
  public static String of(Throwable failure) {
    return Printable.brief(words(failure));
  }

  /** The same, after the file that it is about where one is known. */
  public static String withFile(Throwable failure) {
    String file = failure instanceof FileSystemException known ? fileOf(known) : null;
    return file == null ? of(failure) : Printable.brief(file) + ": " + of(failure);
  }

  /** Of a file that cannot be renamed, the name that it was to get. */
  private static @Nullable String fileOf(FileSystemException failure) {
    return failure.getOtherFile() == null ? failure.getFile() : failure.getOtherFile();
  }

  private static String words(Throwable failure) {
    return switch (failure) {
      case FileSystemException file -> ofFile(file);
      case FileNotFoundException _ -> own(failure).orElse("no such file");
      case InvalidPathException path -> ofPath(path);
      case CharacterCodingException _ -> "not UTF-8 text";
      case UnknownHostException _ -> own(failure).map(h -> "unknown host " + h).orElse("no host");
      case UnresolvedAddressException _ -> "unknown host";
      case SocketTimeoutException _, HttpTimeoutException _, TimeoutException _ ->
          "no answer in time";
      case EOFException _, ClosedChannelException _ ->
          own(failure).orElse("the connection was closed");
      case ConnectException _ -> ofConnect(failure);
      case UncheckedIOException _ -> ofCause(failure);
      case OutOfMemoryError _ -> "out of memory";
      case StackOverflowError _ -> "the input is nested too deeply";
      default -> own(failure).orElseGet(() -> ofCause(failure));
    };
  }

  private static String ofFile(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "it exists and is not a folder";
      case NotDirectoryException _ -> "not a folder";
      case DirectoryNotEmptyException _ -> "the folder is not empty";
      case FileSystemLoopException _ -> "symbolic links that lead in a circle";
      default -> Optional.ofNullable(failure.getReason()).map(Reason::lower).orElse("I/O error");
    };
  }

  private static String ofPath(InvalidPathException failure) {
    return failure.getReason().contains("unmappable") ? UNMAPPABLE : lower(failure.getReason());
  }

  /** The JDK's HTTP client says what happened only by a cause, if at all. */
  private static String ofConnect(Throwable failure) {
    boolean unresolved =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(UnresolvedAddressException.class::isInstance);
    return unresolved ? "unknown host" : own(failure).orElse("connection refused");
  }

  private static String ofCause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? "unknown error" : words(cause);
  }

  /** Its message without names of classes; empty if nothing is left. */
  private static Optional<String> own(Throwable failure) {
    if (failure instanceof ExecutionException || failure instanceof CompletionException) {
      return Optional.empty(); // Its message is its cause's, with the name of its class.
    }
    return Optional.ofNullable(failure.getMessage())
        .map(message -> message.replaceFirst("^" + CLASS_NAMES, "").strip())
        .filter(message -> !message.isEmpty())
        .map(message -> OF_SYSTEM.matcher(message).matches() ? lower(message) : message);
  }

  private static String lower(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "unknown error";
    }
    boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
  }
}
