package dev.pushpull.sut.schedule;

/** How a trace writes its instants; all lines of one alike. */
enum InstantForm {
  ISO("ISO-8601"),
  ISO_WITHOUT_ZONE("ISO-8601 without a zone"),
  EPOCH_SECONDS("epoch seconds"),
  EPOCH_MILLIS("epoch milliseconds"),
  EPOCH_MICROS("epoch microseconds"),
  EPOCH_NANOS("epoch nanoseconds");

  private final String label;

  InstantForm(String label) {
    this.label = label;
  }

  boolean isIso() {
    return this == ISO || this == ISO_WITHOUT_ZONE;
  }

  @Override
  public String toString() {
    return label;
  }
}
