package dev.perennial.analysis;

import dev.perennial.analysis.HumanVsModelView.Disagreements;
import dev.perennial.analysis.HumanVsModelView.Verdict;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges people's calls and the model's scores by the same decided renewals; one round trip. */
@ApplicationScoped
public class HumanVsModelService {
  static final int LEAD_DAYS = 60;
  private static final int LONGEST_LEAD = 365;
  private static final int PERIOD_DAYS = 365;

  /** With fewer of either outcome, or of disagreements, who was right is luck. */
  private static final int ENOUGH = 20;

  private static final String DEFINITION =
      "Renewals with a due date whose outcome was recorded or automatic. Cut-off: the earlier of due date less lead and"
          + " decision deadline; what was decided or under notice before it is left out. A call is the last one known and"
          + " stored by the cut-off and not expired; a score is the active model's last one stored by the cut-off. A call of"
          + " NOT_RENEWED, and a score at or above the threshold then in force, says that the renewal will be lost. A call's"
          + " probability is its confidence. Shares come with Wilson's 95% interval.";

  private final HumanVsModelRepository repository;
  private final SettingsService settings;

  HumanVsModelService(HumanVsModelRepository repository, SettingsService settings) {
    this.repository = repository;
    this.settings = settings;
  }

  HumanVsModelView compare(@Nullable LocalDate wantedFrom, @Nullable LocalDate wantedTo, @Nullable Integer wantedLead) {
    LocalDate to = wantedTo == null ? settings.today().plusDays(1) : wantedTo;
    LocalDate from = wantedFrom == null ? to.minusDays(PERIOD_DAYS) : wantedFrom;
    int lead = wantedLead == null ? LEAD_DAYS : wantedLead;
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(FieldError.parameter("from", "out_of_range", "from must lie before to."));
    }
    if (lead < 0 || lead > LONGEST_LEAD) {
      throw ProblemException.invalid(FieldError.parameter("leadDays", "out_of_range", "leadDays is 0 to 365."));
    }
    List<JudgedRenewal> decided = repository.decided(from, to, lead, settings.recent().timeZone());
    List<JudgedRenewal> compared = decided.stream().filter(JudgedRenewal::compared).toList();
    int lost = count(compared, JudgedRenewal::lost);
    Disagreements disagreements = disagreements(compared);
    Verdict verdict = verdict(compared.size(), lost, disagreements);
    return new HumanVsModelView(
        from,
        to,
        lead,
        DEFINITION,
        decided.size(),
        count(decided, JudgedRenewal::early),
        count(decided, row -> !row.early() && row.calledLost() == null),
        count(decided, row -> !row.early() && row.calledLost() != null && row.atRisk() == null),
        compared.size(),
        lost,
        count(compared, row -> row.humanProbability() != null),
        Judged.of(compared, HumanVsModelService::called, row -> Objects.requireNonNull(row.humanProbability())),
        Judged.of(compared, HumanVsModelService::scored, row -> Objects.requireNonNull(row.modelProbability())),
        disagreements,
        verdict,
        reason(verdict, compared.size(), lost, disagreements));
  }

  private static boolean called(JudgedRenewal row) {
    return Boolean.TRUE.equals(row.calledLost());
  }

  private static boolean scored(JudgedRenewal row) {
    return Boolean.TRUE.equals(row.atRisk());
  }

  private static Disagreements disagreements(List<JudgedRenewal> compared) {
    List<JudgedRenewal> onlyHuman = compared.stream().filter(row -> called(row) && !scored(row)).toList();
    List<JudgedRenewal> onlyModel = compared.stream().filter(row -> !called(row) && scored(row)).toList();
    int humanLost = count(onlyHuman, JudgedRenewal::lost);
    int modelLost = count(onlyModel, JudgedRenewal::lost);
    int total = onlyHuman.size() + onlyModel.size();
    return new Disagreements(
        total,
        Share.of(humanLost, onlyHuman.size()),
        Share.of(modelLost, onlyModel.size()),
        Share.of(humanLost + onlyModel.size() - modelLost, total));
  }

  /** Where both said the same, neither can be the better one: only disagreements tell (McNemar). */
  private static Verdict verdict(int compared, int lost, Disagreements disagreements) {
    Double lower = disagreements.humanRight().lowerBound();
    Double upper = disagreements.humanRight().upperBound();
    if (lost < ENOUGH || compared - lost < ENOUGH || disagreements.total() < ENOUGH || lower == null || upper == null) {
      return Verdict.NOT_ENOUGH_DATA;
    }
    return lower > 0.5 ? Verdict.HUMAN_BETTER : upper < 0.5 ? Verdict.MODEL_BETTER : Verdict.NO_DIFFERENCE;
  }

  private static String reason(Verdict verdict, int compared, int lost, Disagreements disagreements) {
    Share right = disagreements.humanRight();
    return switch (verdict) {
      case NOT_ENOUGH_DATA ->
          "Not enough data: %d lost, %d renewed and %d disagreements; at least %d of each are needed."
              .formatted(lost, compared - lost, disagreements.total(), ENOUGH);
      case NO_DIFFERENCE ->
          "Of %d disagreements the call was right in %d: what chance could do.".formatted(right.of(), right.count());
      case HUMAN_BETTER, MODEL_BETTER ->
          "Of %d disagreements the call was right in %d and the model in %d: more than chance would do."
              .formatted(right.of(), right.count(), right.of() - right.count());
    };
  }

  private static int count(List<JudgedRenewal> rows, Predicate<JudgedRenewal> those) {
    return (int) rows.stream().filter(those).count();
  }
}
