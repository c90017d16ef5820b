package dev.pushpull.sut.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReasonTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a.yaml"), "no such file or folder"),
        Arguments.of(new AccessDeniedException("a"), "permission denied"),
        Arguments.of(new FileAlreadyExistsException("a"), "it exists and is not a folder"),
        Arguments.of(new FileSystemException("a", null, "Not a directory"), "not a directory"),
        Arguments.of(new FileSystemException("a"), "I/O error"),
        Arguments.of(new IOException("No space left on device"), "no space left on device"),
        Arguments.of(new IOException("Chromium has no page"), "Chromium has no page"),
        Arguments.of(new IOException(), "unknown error"),
        Arguments.of(new MalformedInputException(1), "not UTF-8 text"),
        Arguments.of(
            new InvalidPathException("a", "Nul character not allowed"),
            "nul character not allowed"),
        Arguments.of(
            new InvalidPathException(
                "??", "Malformed input or input contains unmappable characters"),
            "it has characters that this locale cannot hold; set LC_ALL=C.UTF-8"),
        Arguments.of(new UnknownHostException("nohost"), "unknown host nohost"),
        Arguments.of(
            new ConnectException().initCause(new UnresolvedAddressException()), "unknown host"),
        Arguments.of(
            new ConnectException().initCause(new ClosedChannelException()), "connection refused"),
        Arguments.of(new ConnectException("Connection refused"), "connection refused"),
        Arguments.of(new HttpTimeoutException("request timed out"), "no answer in time"),
        Arguments.of(new SocketTimeoutException("timeout"), "no answer in time"),
        Arguments.of(new ClosedChannelException(), "the connection was closed"),
        Arguments.of(new OutOfMemoryError("Java heap space"), "out of memory"),
        Arguments.of(new StackOverflowError(), "the input is nested too deeply"),
        Arguments.of(new ExecutionException(new IOException("the server died")), "the server died"),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("a")), "no such file or folder"),
        Arguments.of(
            new IllegalStateException("java.io.IOException: java.net.SocketException: it broke"),
            "it broke"),
        Arguments.of(new NullPointerException(), "unknown error"),
        Arguments.of(new IOException("a\u001b[2Jb\nc"), "a\ufffd[2Jb c"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhyWithoutTheNameOfAClass(Throwable failure, String words) {
    assertThat(Reason.of(failure)).isEqualTo(words);
  }

  @Test
  void namesTheFile() {
    assertThat(Reason.withFile(new NoSuchFileException("a.yaml")))
        .isEqualTo("a.yaml: no such file or folder");
    assertThat(Reason.withFile(new IOException("it broke"))).isEqualTo("it broke");
  }

  @Test
  void knowsWhatThisSystemSays() {
    assertThat(failureOf(() -> Files.readString(Path.of("/")))).isEqualTo("is a directory");
    assertThat(failureOf(() -> Files.writeString(Path.of("/dev/full"), "text")))
        .isEqualTo("no space left on device");
    assertThat(failureOf(() -> Files.createDirectories(Path.of("/dev/null/a"))))
        .isEqualTo("not a directory");
  }

  private interface Action {
    void run() throws IOException;
  }

  private static String failureOf(Action action) {
    try {
      action.run();
      return "";
    } catch (IOException e) {
      return Reason.of(e);
    }
  }
}
