package dev.pushpull.sut.schedule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Gathers a trace's instants, wherever they stand in its file; all of one are written alike. */
final class TraceInstants {

  /** What fits into the memory of a small machine, as often as it is copied. */
  private static final int MAX_CHANGES = 5_000_000;

  private static final int MAX_SHOWN = 40;

  private final String name;
  private final String unit;
  private final IsoInstant iso = new IsoInstant();
  private final LongStream.Builder nanos = LongStream.builder();
  private final IntStream.Builder numbers = IntStream.builder();
  private int count;
  private @Nullable InstantForm form;
  private int formNumber;
  private int firstComma;
  private int without;
  private int firstWithout;

  /**
   * @param name what complaints and notes call the file
   * @param unit what is numbered in it: lines or records, in the singular
   */
  TraceInstants(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  /** Whether a text names what stands below it: it is no number and has a letter. */
  static boolean isHeader(String text) {
    return "+-0123456789.".indexOf(text.charAt(0)) < 0
        && text.codePoints().anyMatch(Character::isLetter);
  }

  /** A text from the file as complaints show it: in quotes, cut, fit for a line. */
  static String quoted(String text) {
    String shown = text.replace('\t', ' ').replaceAll("\\p{C}", "\uFFFD");
    return "'" + (shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown) + "'";
  }

  int count() {
    return count;
  }

  /**
   * Adds one.
   *
   * @param text without blanks around it, not empty
   * @param number of its line or record, from 1
   * @throws NoInstantException if it is none, or is written unlike the others
   */
  void add(String text, int number) {
    long at;
    if (IsoInstant.looksLike(text)) {
      at = iso.nanos(text);
      checkForm(iso.form(), number);
    } else {
      at = epoch(text, number);
    }
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
    numbers.add(number);
  }

  /** Counts a line or record that has its place for an instant left empty. */
  void addNone(int number) {
    firstWithout = without++ == 0 ? number : firstWithout;
  }

  /** Zero is zero in every unit. */
  private long epoch(String text, int number) {
    BigDecimal value = EpochNumber.parse(text);
    InstantForm own = EpochNumber.form(value);
    if (firstComma == 0 && text.indexOf(',') >= 0) {
      firstComma = number;
    }
    if (value.signum() != 0) {
      checkForm(own, number);
    } else if (form != null && form.isIso()) {
      throw new NoInstantException(
          0, "is a number, but %s %s is %s".formatted(unit, formNumber, form));
    }
    return EpochNumber.nanos(value, own);
  }

  private void checkForm(InstantForm own, int number) {
    if (form == null) {
      form = own;
      formNumber = number;
    } else if (form != own) {
      throw new NoInstantException(
          0,
          "is %s, but %s %s is %s; write all %ss alike"
              .formatted(own, unit, formNumber, form, unit));
    }
  }

  /**
   * All that were added.
   *
   * @param empty what the file is or has if it has none, a predicate
   * @throws IllegalArgumentException if none was
   */
  ReadTrace read(String empty) {
    if (count == 0) {
      String what = without == 0 ? empty : "has %s, none with an instant".formatted(units(without));
      throw new IllegalArgumentException("trace '%s' %s: it has no change".formatted(name, what));
    }
    var notes = new ArrayList<String>();
    if (firstComma > 0) {
      notes.add(
          "trace '%s' %s %s: the comma is read as a decimal mark"
              .formatted(name, unit, firstComma));
    }
    if (without > 0) {
      notes.add(
          "trace '%s' has %s without an instant, the first at %s %s; left out"
              .formatted(name, units(without), unit, firstWithout));
    }
    return new ReadTrace(
        name,
        unit,
        nanos.build().toArray(),
        numbers.build().toArray(),
        form == null ? InstantForm.EPOCH_SECONDS : form,
        notes);
  }

  private String units(int many) {
    return many == 1 ? "1 " + unit : "%s %ss".formatted(many, unit);
  }
}
