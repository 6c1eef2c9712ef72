package dev.perennial.criterion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a customer judges by against what it got. */
@Schema(name = "CriteriaGaps")
public record CriteriaGaps(
    UUID customerId,
    @Schema(
            description =
                "FAILED_MUST_HAVE when any must-have is delivered below `mustHaveMinimum`, whatever the average; else"
                    + " UNSCORED when a must-have or everything is unscored; else GAPS or MET; NO_CRITERIA when there are none.")
        String state,
    @Schema(description = "A must-have scored lower has failed.") double mustHaveMinimum,
    @Schema(description = "Σ importance × delivered / Σ importance over the scored criteria, 0 to 10; null when none is scored. Does not offset a failed must-have.")
        @Nullable Double weightedDelivery,
    @Schema(description = "Share of the importance that is scored, 0 to 1; null without criteria.") @Nullable Double coverage,
    @Schema(description = "Failed must-haves first, then by gap, unscored ones last.") List<CriterionGap> criteria,
    @Schema(description = "Criteria nobody has scored.") List<UUID> unscored) {
  static final double MUST_HAVE_MINIMUM = 5;

  /**
   * One criterion.
   *
   * @param source the system that told the score
   */
  public record CriterionGap(
      UUID purchaseCriterionId,
      String criterion,
      int importance,
      boolean mustHave,
      @Nullable Integer ourRank,
      double expected,
      @Schema(description = "The newest score; null when unscored.") @Nullable Double delivered,
      @Schema(description = "importance × (expected − delivered); negative when more was delivered; null when unscored.")
          @Nullable Double gap,
      boolean failed,
      @Nullable UUID deliveryScoreId,
      @Nullable String evidence,
      @Nullable String evidenceUrl,
      @Nullable UUID respondentContactId,
      @Nullable Instant scoredAt,
      @JsonIgnore @Nullable String source) {

    static CriterionGap of(PurchaseCriterionView c) {
      PurchaseCriterionView.LatestDelivery latest = c.latest();
      return latest == null
          ? new CriterionGap(
              c.id(), c.criterion(), c.importance(), c.mustHave(), c.ourRank(), c.expected(), null, null, false, null, null,
              null, null, null, null)
          : new CriterionGap(
              c.id(), c.criterion(), c.importance(), c.mustHave(), c.ourRank(), c.expected(), latest.value(),
              c.importance() * (c.expected() - latest.value()), c.mustHave() && latest.value() < MUST_HAVE_MINIMUM,
              latest.deliveryScoreId(), latest.evidence(), latest.evidenceUrl(), latest.respondentContactId(),
              latest.occurredAt(), latest.source());
    }
  }

  static CriteriaGaps of(UUID customer, List<PurchaseCriterionView> criteria) {
    List<CriterionGap> gaps =
        criteria.stream()
            .map(CriterionGap::of)
            .sorted(
                Comparator.comparing((CriterionGap gap) -> !gap.failed())
                    .thenComparing(CriterionGap::gap, Comparator.nullsLast(Comparator.reverseOrder())))
            .toList();
    double importance = gaps.stream().mapToInt(CriterionGap::importance).sum();
    double scored = gaps.stream().filter(gap -> gap.delivered() != null).mapToInt(CriterionGap::importance).sum();
    double delivered = 0;
    for (CriterionGap gap : gaps) {
      Double value = gap.delivered();
      delivered += value == null ? 0 : gap.importance() * value;
    }
    return new CriteriaGaps(
        customer, state(gaps), MUST_HAVE_MINIMUM, scored == 0 ? null : delivered / scored,
        importance == 0 ? null : scored / importance, gaps,
        gaps.stream().filter(gap -> gap.delivered() == null).map(CriterionGap::purchaseCriterionId).toList());
  }

  private static String state(List<CriterionGap> gaps) {
    if (gaps.isEmpty()) {
      return "NO_CRITERIA";
    }
    if (gaps.stream().anyMatch(CriterionGap::failed)) {
      return "FAILED_MUST_HAVE";
    }
    if (gaps.stream().allMatch(gap -> gap.delivered() == null)
        || gaps.stream().anyMatch(gap -> gap.mustHave() && gap.delivered() == null)) {
      return "UNSCORED";
    }
    return gaps.stream().anyMatch(CriteriaGaps::isOpen) ? "GAPS" : "MET";
  }

  private static boolean isOpen(CriterionGap gap) {
    Double size = gap.gap();
    return size != null && size > 0;
  }
}
