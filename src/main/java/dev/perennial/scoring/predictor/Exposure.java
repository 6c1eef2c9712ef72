package dev.perennial.scoring.predictor;

/**
 * Something that may have happened in the window before the cut-off of each row.
 *
 * @param code name, unique among the exposures
 * @param exposed whether it did
 * @param known whether anybody could have told; rows where nobody could are left out
 */
@SuppressWarnings("ArrayRecordComponent") // sharing the arrays is what this type is for
public record Exposure(String code, boolean[] exposed, boolean[] known) {
  /**
   * @throws IllegalArgumentException where the arrays are not equally long
   */
  public Exposure {
    if (exposed.length != known.length) {
      throw new IllegalArgumentException(code + " needs a known for each exposed");
    }
  }
}
