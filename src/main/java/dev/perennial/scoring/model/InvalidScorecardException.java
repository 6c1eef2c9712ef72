package dev.perennial.scoring.model;

import dev.perennial.scoring.feature.DefinitionProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A scorecard that cannot be used; carries everything wrong with it. */
public final class InvalidScorecardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionProblem> problems;

  InvalidScorecardException(List<DefinitionProblem> problems) {
    super(
        problems.stream()
            .map(DefinitionProblem::toString)
            .collect(Collectors.joining("; ", "invalid scorecard: ", "")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in document order; never empty. */
  public List<DefinitionProblem> problems() {
    return problems;
  }
}
