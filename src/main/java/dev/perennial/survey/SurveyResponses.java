package dev.perennial.survey;

/** Which answers count. */
enum SurveyResponses {
  /** Only the last of each respondent (of the customer, where the respondent is not named). */
  LATEST,
  /** Every answer. */
  ALL
}
