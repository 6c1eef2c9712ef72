package dev.perennial.scoring.feature;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A feature set that cannot be used; carries everything wrong with it, not just the first thing.
 */
public final class InvalidFeatureSetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionProblem> problems;

  InvalidFeatureSetException(List<DefinitionProblem> problems) {
    super(
        problems.stream()
            .map(DefinitionProblem::toString)
            .collect(Collectors.joining("; ", "invalid feature set: ", "")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in document order; never empty. */
  public List<DefinitionProblem> problems() {
    return problems;
  }
}
