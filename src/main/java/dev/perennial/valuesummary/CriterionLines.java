package dev.perennial.valuesummary;

import dev.perennial.criterion.CriteriaGaps;

/** What purchase criteria say: delivered as expected, or not. */
final class CriterionLines {
  private static final String TOPIC = "CRITERION";

  private CriterionLines() {}

  static void add(CriteriaGaps gaps, ValueLines lines) {
    if (gaps.criteria().isEmpty()) {
      lines.missing.add(
          new ValueLine(
              TOPIC, "No purchase criteria: nobody knows what this customer judges by.", "purchase_criterion", null, null, null,
              ValueLines.figures()));
    }
    gaps.criteria().forEach(gap -> add(gap, lines));
  }

  private static void add(CriteriaGaps.CriterionGap gap, ValueLines lines) {
    Double delivered = gap.delivered();
    if (delivered == null) {
      lines.missing.add(
          new ValueLine(
              TOPIC, gap.criterion() + ": delivery not scored.", "purchase_criterion", gap.purchaseCriterionId(), null, null,
              ValueLines.figures("importance", gap.importance(), "mustHave", gap.mustHave())));
      return;
    }
    boolean met = !gap.failed() && delivered >= gap.expected();
    ValueLine line =
        new ValueLine(
            TOPIC,
            gap.criterion() + ": delivered " + ValueLines.number(delivered) + " of " + ValueLines.number(gap.expected())
                + " expected" + (gap.failed() ? ", a failed must-have." : gap.mustHave() ? ", a must-have." : "."),
            "delivery_score", gap.deliveryScoreId(), gap.source(), gap.scoredAt(),
            ValueLines.figures(
                "purchaseCriterionId", gap.purchaseCriterionId(), "importance", gap.importance(), "mustHave", gap.mustHave(),
                "expected", gap.expected(), "delivered", delivered, "gap", gap.gap(), "ourRank", gap.ourRank(), "evidence",
                gap.evidence(), "evidenceUrl", gap.evidenceUrl()));
    (met ? lines.evidence : lines.against).add(line);
  }
}
