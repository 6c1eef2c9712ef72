package dev.perennial.survey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a customer answered, survey by survey: NPS, CSAT and CES always, and every other type there is. */
@Schema(name = "CustomerSurveys")
record CustomerSurveys(UUID customerId, Instant asOf, List<Survey> surveys) {

  /** How it stands with one survey. */
  @Schema(name = "CustomerSurveyState")
  enum State {
    /** Somebody of the customer answered. */
    ANSWERED,
    /** Asked, and nobody ever answered: a fact about the customer. */
    NEVER_ANSWERED,
    /** The survey runs, but nobody asked this customer (or the source does not say whom it asked). */
    NEVER_ASKED,
    /** No source of this survey is connected: nothing is known. */
    NOT_CONNECTED
  }

  /**
   * One survey.
   *
   * @param metric null for a survey of one's own
   * @param asked how often the customer was asked, as far as the source says so
   * @param last the newest answer
   * @param previous the newest one before by the same respondent, if there is one, otherwise by anybody
   * @param change last minus previous
   * @param unansweredContactIds who was asked and never answered
   */
  @Schema(name = "CustomerSurvey")
  record Survey(
      String type,
      @Nullable SurveyMetric metric,
      State state,
      long asked,
      long answered,
      @Nullable Instant lastAskedAt,
      @Nullable Answer last,
      @Nullable Answer previous,
      @Nullable Double change,
      List<UUID> unansweredContactIds) {}

  /** One answer. */
  @Schema(name = "SurveyAnswer")
  record Answer(double value, Instant at, @Nullable UUID contactId) {}
}
