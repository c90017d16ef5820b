package dev.pushpull.tune;

import dev.pushpull.sut.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one trace of real changes, line by line. */
final class UpdateTimesReader {

  private static final int MOST_SHOWN = 40;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String SEPARATORS = ",;\t";
  private static final long SMALL_SECONDS = 100_000_000;

  private final Path file;
  private final IsoInstant iso = new IsoInstant();
  private final List<String> warnings = new ArrayList<>();
  private long[] nanos = new long[1_024];
  private int count;
  private int line;
  private boolean seenAnything;
  private @Nullable InstantForm form;
  private int formLine;
  private int firstUnordered;

  UpdateTimesReader(Path file) {
    this.file = file;
  }

  UpdateTimes read() throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        add(text);
      }
    }
    return result();
  }

  private void add(String raw) {
    String text = unquoted(withoutMark(raw).strip());
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    boolean first = !seenAnything;
    seenAnything = true;
    InstantForm own = formOf(text);
    if (own == null) {
      checkOneColumn(text);
      if (first && Character.isLetter(text.codePointAt(0))) {
        return; // A header.
      }
      throw error(text, "is no ISO-8601 date-time, epoch seconds or epoch milliseconds");
    }
    checkForm(text, own);
    add(text, own);
  }

  private String withoutMark(String raw) {
    if (line == 1 && !raw.isEmpty() && raw.charAt(0) == BYTE_ORDER_MARK) {
      return raw.substring(1);
    }
    if (raw.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(at() + "holds bytes that are no text; save it as UTF-8");
    }
    return raw;
  }

  private static String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && text.charAt(0) == text.charAt(last)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    return quoted ? text.substring(1, last).strip() : text;
  }

  private @Nullable InstantForm formOf(String text) {
    try {
      if (IsoInstant.looksLike(text)) {
        return IsoInstant.form(text);
      }
      return EpochNumber.looksLike(text) ? EpochNumber.form(text) : null;
    } catch (IllegalArgumentException e) {
      throw error(text, String.valueOf(e.getMessage()));
    }
  }

  private void checkOneColumn(String text) {
    long separators = text.chars().filter(c -> SEPARATORS.indexOf(c) >= 0).count();
    if (separators > 0) {
      throw error(text, "is " + (separators + 1) + " columns, but a trace has one column");
    }
  }

  private void checkForm(String text, InstantForm own) {
    if (form == null) {
      form = own;
      formLine = line;
    } else if (form != own) {
      throw error(text, "is %s, but line %s is %s; write all alike".formatted(own, formLine, form));
    }
  }

  private void add(String text, InstantForm own) {
    long at;
    try {
      at =
          own == InstantForm.ISO || own == InstantForm.ISO_WITHOUT_ZONE
              ? iso.nanos(text)
              : EpochNumber.nanos(text, own);
    } catch (IllegalArgumentException e) {
      checkOneColumn(text);
      throw error(text, String.valueOf(e.getMessage()));
    }
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    if (firstUnordered == 0 && count > 0 && at < nanos[count - 1]) {
      firstUnordered = line;
    }
    nanos[count++] = at;
  }

  private UpdateTimes result() {
    if (count < 2 || form == null) {
      throw new IllegalArgumentException(
          "trace '%s' %s, but a trace needs at least two changes".formatted(file, whatIsThere()));
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    if (firstUnordered > 0) {
      Arrays.sort(sorted);
      warnings.add(at(firstUnordered) + "comes before the line above it; the changes were sorted");
    }
    addWarnings(sorted, form);
    if (sorted[0] == sorted[count - 1]) {
      throw new IllegalArgumentException(
          "trace '%s' has %s changes at one instant, but a trace needs two instants"
              .formatted(file, count));
    }
    Instant first = Instant.EPOCH.plusNanos(sorted[0]);
    long origin = sorted[0];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] -= origin;
    }
    return new UpdateTimes(sorted, first, form.toString(), warnings);
  }

  private String whatIsThere() {
    if (count == 1) {
      return "has one change";
    }
    return seenAnything ? "has a header only" : "is empty";
  }

  private void addWarnings(long[] sorted, InstantForm of) {
    if (of == InstantForm.ISO_WITHOUT_ZONE) {
      warnings.add("trace '%s' names no time zone; it is read as UTC".formatted(file));
    }
    if (of == InstantForm.EPOCH_SECONDS && sorted[count - 1] / 1_000_000_000 < SMALL_SECONDS) {
      warnings.add(
          "trace '%s' looks like seconds from a start of its own; read as epoch seconds, which"
                  .formatted(file)
              + " gives the same gaps");
    }
    long repeated = 0;
    for (int i = 1; i < sorted.length; i++) {
      repeated += sorted[i] == sorted[i - 1] ? 1 : 0;
    }
    if (repeated > 0) {
      warnings.add(
          "trace '%s' has %s at the instant of another; all are kept"
              .formatted(file, repeated == 1 ? "1 change" : repeated + " changes"));
    }
  }

  private IllegalArgumentException error(String text, String what) {
    String shown = Printable.line(text);
    String cut = shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "…" : shown;
    return new IllegalArgumentException(at() + "'" + cut + "' " + what);
  }

  private String at() {
    return at(line);
  }

  private String at(int number) {
    return "trace '%s' line %s: ".formatted(file, number);
  }
}
