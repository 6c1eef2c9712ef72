package dev.perennial.risk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.perennial.scoring.calibrate.CalibrationKind;
import dev.perennial.scoring.decision.CalibrationStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What training made of a model, and from what.
 *
 * @param reason why, and what would be enough where it was not
 * @param scoresWith kind of the model that scores: BASE_RATE where it fell back to that
 * @param rows decided renewals trained on
 * @param losses of which lost
 * @param leadDays days before the due date at which each was looked at, unless the decision deadline came first
 * @param decidedUntil outcomes decided later were not known
 * @param firstDueDate the earliest due date in the sample; null without rows
 * @param lastDueDate the latest
 * @param horizonDays length of the periods by which evergreen contracts were trained on; null: they were not
 * @param selected whether renewals or customers were chosen one by one
 * @param truncated whether older renewals were left out because there were too many
 * @param rowsSha256 digest over every row's id, cut-off, outcome and features
 * @param documentSha256 digest of the model
 * @param crossValidated how good it was on customers it was not trained on; null where that could not be tried
 * @param quarantined features left out because they look as if they knew the outcome
 * @param calibratedFrom the version of which this one is the calibrated form; null where there is none
 * @param calibration what calibrates its output; null where nothing does
 * @param calibrationStatus what its scores say of themselves: CALIBRATED only where the calibration held on customers that it was
 *     not fitted to; null where nothing calibrates them, and in calibrations made before this was tried
 * @param warnings what a reader must know, in words
 */
@Schema(name = "ModelTraining")
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelTraining(
    TrainingOutcome outcome,
    String reason,
    ScoringModelKind scoresWith,
    int rows,
    int losses,
    int leadDays,
    LocalDate decidedUntil,
    @Nullable LocalDate dueFrom,
    @Nullable LocalDate dueUntil,
    boolean inferred,
    @Nullable Integer horizonDays,
    boolean selected,
    boolean truncated,
    @Nullable LocalDate firstDueDate,
    @Nullable LocalDate lastDueDate,
    long seed,
    String rowsSha256,
    String documentSha256,
    @Nullable CrossValidated crossValidated,
    List<Quarantined> quarantined,
    @Nullable UUID calibratedFrom,
    @Nullable CalibrationKind calibration,
    @Nullable Integer calibrationOutcomes,
    @Nullable Integer calibrationLosses,
    @Nullable CalibrationStatus calibrationStatus,
    List<String> warnings,
    Instant trainedAt,
    String trainedBy) {
  public ModelTraining {
    quarantined = List.copyOf(quarantined);
    warnings = List.copyOf(warnings);
  }

  /** The same with a calibration on its output. */
  public ModelTraining calibrated(
      UUID from,
      CalibrationKind kind,
      int outcomes,
      int lost,
      CalibrationStatus status,
      List<String> remarks,
      Instant at,
      String by) {
    return new ModelTraining(
        outcome, reason, scoresWith, rows, losses, leadDays, decidedUntil, dueFrom, dueUntil, inferred, horizonDays, selected,
        truncated, firstDueDate, lastDueDate, seed, rowsSha256, documentSha256, crossValidated, quarantined, from, kind, outcomes, lost, status,
        remarks, at, by);
  }

  /**
   * A feature that was not used.
   *
   * @param reason why, and what lets it in
   */
  @Schema(name = "QuarantinedFeature")
  public record Quarantined(String feature, String reason) {}

  /**
   * How good the model was on customers that it was not trained on. Numbers are null where outcomes of one kind leave them
   * undefined.
   *
   * @param parts parts the customers were split into
   * @param auc 0.5 is a coin, 1 is perfect
   * @param logLoss mean log loss
   * @param baseRateLogLoss that of the loss rate alone
   * @param difference log loss less that of the loss rate: below 0 is better
   * @param differenceLower lower end of its 95% interval
   * @param differenceUpper upper end of its 95% interval
   */
  @Schema(name = "CrossValidated")
  public record CrossValidated(
      int parts,
      @Nullable Double auc,
      @Nullable Double aucLower,
      @Nullable Double aucUpper,
      double brier,
      double logLoss,
      double baseRateLogLoss,
      double difference,
      @Nullable Double differenceLower,
      @Nullable Double differenceUpper,
      @Nullable Double slope,
      @Nullable Double intercept,
      double calibrationError,
      double calibrationErrorByChance) {}
}
