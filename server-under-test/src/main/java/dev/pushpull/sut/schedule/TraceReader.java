package dev.pushpull.sut.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads one trace, line by line. */
final class TraceReader {

  /** What fits into the memory of a small machine, as often as it is copied. */
  private static final int MAX_CHANGES = 5_000_000;

  private static final int MAX_LINE_CHARACTERS = 1_000;
  private static final int MAX_SHOWN = 40;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern SEPARATOR = Pattern.compile("[,;\t]");

  /** Of a time or of a number that stands alone. */
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("(?<=:\\d\\d|[Tt ]\\d{6}),(?=\\d)|(?<=^[+-]?\\d{1,25}),(?=\\d+$)");

  private final String name;
  private final IsoInstant iso = new IsoInstant();
  private final LongStream.Builder nanos = LongStream.builder();
  private final IntStream.Builder lines = IntStream.builder();
  private int count;
  private int line;
  private int column;
  private boolean seenAnything;
  private @Nullable InstantForm form;
  private int formLine;
  private int firstComma;

  /**
   * @param name what complaints and notes call it
   */
  TraceReader(String name) {
    this.name = name;
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException that names line and column and what came
   */
  ReadTrace read(Reader from) throws IOException {
    var in = new PushbackReader(new BufferedReader(from, 1 << 16));
    for (String text = next(in); text != null; text = next(in)) {
      add(text);
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "trace '%s' %s: it has no change"
              .formatted(name, seenAnything ? "has only a header" : "is empty"));
    }
    return new ReadTrace(
        name,
        nanos.build().toArray(),
        lines.build().toArray(),
        form == null ? InstantForm.EPOCH_SECONDS : form,
        firstComma);
  }

  /**
   * The next line without its end, which is LF, CR or both; null after the last. None is longer
   * than a bound, so that what is not a text fills no memory.
   */
  private @Nullable String next(PushbackReader in) throws IOException {
    line++;
    column = 1;
    var text = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
      if (text.append((char) c).length() > MAX_LINE_CHARACTERS) {
        throw new IllegalArgumentException(
            "%sis longer than %s characters; a trace has one instant per line"
                .formatted(at(), MAX_LINE_CHARACTERS));
      }
    }
    int after = c == '\r' ? in.read() : -1;
    if (after >= 0 && after != '\n') {
      in.unread(after);
    }
    return text.toString();
  }

  private void add(String raw) {
    boolean marked = line == 1 && !raw.isEmpty() && raw.charAt(0) == BYTE_ORDER_MARK;
    String text = unquoted(stripped(marked ? raw.substring(1) : raw));
    checkText(raw);
    if (text.isEmpty() || text.charAt(0) == '#') {
      return;
    }
    boolean header = !seenAnything && isHeader(text);
    seenAnything = true;
    if (!header) {
      addInstant(text);
    } else if (SEPARATOR.matcher(text).find()) {
      throw columns(text, text);
    }
  }

  /** The same without blanks at both ends; {@link #column} is where it begins. */
  private String stripped(String text) {
    String rest = text.stripLeading();
    column += text.length() - rest.length();
    return rest.stripTrailing();
  }

  private String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && text.charAt(0) == text.charAt(last)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    if (!quoted) {
      return text;
    }
    column++;
    return stripped(text.substring(1, last));
  }

  private void checkText(String raw) {
    int nul = raw.indexOf('\0');
    if (nul >= 0) {
      column = nul + 1;
      throw new IllegalArgumentException(at() + "is not text in UTF-8; save it as UTF-8");
    }
  }

  private static boolean isHeader(String text) {
    return "+-0123456789.".indexOf(text.charAt(0)) < 0
        && text.codePoints().anyMatch(Character::isLetter);
  }

  private void addInstant(String text) {
    try {
      if (IsoInstant.looksLike(text)) {
        long at = iso.nanos(text);
        checkForm(text, iso.form());
        add(at);
      } else {
        addNumber(text, EpochNumber.parse(text));
      }
    } catch (NoInstantException e) {
      String plain = DECIMAL_COMMA.matcher(text).replaceAll(".");
      if (SEPARATOR.matcher(plain).find()) {
        throw columns(text, plain);
      }
      column += e.index();
      throw error(text, String.valueOf(e.getMessage()));
    }
  }

  /** Zero is zero in every unit. */
  private void addNumber(String text, BigDecimal number) {
    InstantForm own = EpochNumber.form(number);
    if (firstComma == 0 && text.indexOf(',') >= 0) {
      firstComma = line;
    }
    if (number.signum() != 0) {
      checkForm(text, own);
    } else if (form != null && form.isIso()) {
      throw error(text, "is a number, but line %s is %s".formatted(formLine, form));
    }
    add(EpochNumber.nanos(number, own));
  }

  private void checkForm(String text, InstantForm own) {
    if (form == null) {
      form = own;
      formLine = line;
    } else if (form != own) {
      throw error(
          text, "is %s, but line %s is %s; write all lines alike".formatted(own, formLine, form));
    }
  }

  private void add(long at) {
    if (count == MAX_CHANGES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "trace '%s' has more than %,d changes; take a part of it, such as: head -n 1000000",
              name,
              MAX_CHANGES));
    }
    count++;
    nanos.add(at);
    lines.add(line);
  }

  private IllegalArgumentException columns(String text, String plain) {
    List<MatchResult> separators = SEPARATOR.matcher(plain).results().toList();
    column += separators.getFirst().start();
    return error(
        text,
        "has %s columns, but a trace has one; keep only the times, such as with: cut -d, -f1"
            .formatted(separators.size() + 1));
  }

  private IllegalArgumentException error(String text, String what) {
    String shown = text.replace('\t', ' ').replaceAll("\\p{C}", "\uFFFD");
    String cut = shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown;
    return new IllegalArgumentException(at() + "'" + cut + "' " + what);
  }

  private String at() {
    return "trace '%s' line %s, column %s: ".formatted(name, line, column);
  }
}
