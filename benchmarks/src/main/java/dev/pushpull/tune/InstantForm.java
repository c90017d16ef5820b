package dev.pushpull.tune;

/** How a trace writes its instants; all lines of one alike. */
enum InstantForm {
  ISO("ISO-8601"),
  ISO_WITHOUT_ZONE("ISO-8601 without a zone"),
  EPOCH_SECONDS("epoch seconds"),
  EPOCH_MILLIS("epoch milliseconds");

  private final String label;

  InstantForm(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
