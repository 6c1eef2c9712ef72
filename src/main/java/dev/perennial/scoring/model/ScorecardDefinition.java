package dev.perennial.scoring.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A scorecard (model M1) as data; may be wrong until {@link Scorecard#of} has accepted it.
 *
 * @param code name of the model
 * @param version 1 and up; a version never changes once used
 * @param featureSetCode the feature set it reads
 * @param featureSetVersion version of that set
 * @param baseRate probability of losing a renewal with every feature at its reference; between 0
 *     and 1, both excluded
 * @param baseRateStrength standard deviation of the base rate's log-odds, above 0
 * @param terms its lines, at least one
 */
public record ScorecardDefinition(
    String code,
    int version,
    String featureSetCode,
    int featureSetVersion,
    double baseRate,
    double baseRateStrength,
    List<ScorecardTerm> terms) {
  public ScorecardDefinition {
    // Nulls in the list are the validator's to report.
    terms = terms == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(terms));
  }
}
