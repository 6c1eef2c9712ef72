package dev.perennial.renewal;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known about an outcome beside its kind, as stored. */
record OutcomeDetail(
    @Nullable VoidReason voidReason,
    List<Reason> reasons,
    @Nullable AmountChange amountChange,
    @Nullable FollowUpKind followUp,
    @Nullable String note) {
  OutcomeDetail {
    reasons = reasons == null ? List.of() : reasons;
  }

  static OutcomeDetail voided(VoidReason reason) {
    return new OutcomeDetail(reason, List.of(), null, null, null);
  }

  static OutcomeDetail of(@Nullable AmountChange change, @Nullable FollowUpKind followUp) {
    return new OutcomeDetail(null, List.of(), change, followUp, null);
  }

  OutcomeDetail with(AmountChange change) {
    return new OutcomeDetail(voidReason, reasons, change, followUp, note);
  }

  /** Whose word a reason is. */
  enum Evidence {
    /** The customer said so. */
    STATED,
    /** We checked. */
    VERIFIED
  }

  /** Why it was decided so. */
  @Schema(name = "OutcomeReason")
  record Reason(
      String code, Evidence evidence, @Nullable Boolean avoidable, @Nullable String note) {}
}
