package dev.pushpull.sut.schedule;

/** How a trace writes its instants; all lines of one alike. */
enum InstantForm {
  ISO("ISO-8601", 0),
  ISO_WITHOUT_ZONE("ISO-8601 without a zone", 0),
  EPOCH_SECONDS("epoch seconds", 0),
  EPOCH_MILLIS("epoch milliseconds", 3),
  EPOCH_MICROS("epoch microseconds", 6),
  EPOCH_NANOS("epoch nanoseconds", 9);

  private final String label;

  /** By how many places a number is larger than seconds. */
  final int places;

  InstantForm(String label, int places) {
    this.label = label;
    this.places = places;
  }

  boolean isIso() {
    return this == ISO || this == ISO_WITHOUT_ZONE;
  }

  @Override
  public String toString() {
    return label;
  }
}
