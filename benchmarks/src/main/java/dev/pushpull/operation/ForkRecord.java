package dev.pushpull.operation;

import dev.pushpull.sut.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * How one fork of an operation ended.
 *
 * @param failure why it has no result, in one line; null if it has one
 * @param tookMillis from its start to its end
 * @param stealFraction share of the machine's processor time that its host gave to other guests
 *     meanwhile, 0 to 1
 */
public record ForkRecord(@Nullable String failure, long tookMillis, double stealFraction) {

  /** What failed may be said by anybody. */
  public ForkRecord {
    failure = failure == null ? null : Printable.brief(failure);
  }
}
