package dev.perennial.scoring.feature;

/**
 * One thing wrong with a definition written by a person.
 *
 * @param code code of the feature, feature set or scorecard it concerns; empty where it has none
 * @param pointer JSON pointer to the field in the document, for instance {@code
 *     /features/3/windowDays}
 * @param reason what is wrong and what would be right, for people
 */
public record DefinitionProblem(String code, String pointer, String reason) {
  @Override
  public String toString() {
    return pointer + (code.isEmpty() ? "" : " (" + code + ")") + ": " + reason;
  }
}
