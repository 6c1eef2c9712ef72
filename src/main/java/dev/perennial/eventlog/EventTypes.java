package dev.perennial.eventlog;

import java.util.List;

/** Every type of event there is. The log refuses others, so that the catalogue that front ends read is whole. */
public final class EventTypes {
  public static final List<String> ALL =
      List.of(
          "customer.created", "customer.updated", "customer.merged", "customer.unmerged", "contact.created",
          "contact.updated", "contact.erased", "user.created", "user.updated", "user.erased",
          "product.created", "product.updated", "product_feature.stored", "entitlement.created", "entitlement.updated",
          "contract.created", "contract.updated", "contract.ended", "contract.co_termed", "contract.transferred",
          "co_term_group.created",
          "renewal.created", "renewal.updated", "renewal.stage_changed", "renewal.notice_received",
          "renewal.notice_withdrawn", "renewal.outcome_recorded", "renewal.outcome_corrected",
          "signal.received", "signal_type.stored", "unmatched_signals.resolved", "unmatched_signals.discarded",
          "trigger_event.received", "trigger_event.detected", "trigger_event_type.stored", "detection_rule.stored",
          "success_metric.created", "success_metric.updated", "success_metric.follow_up_due", "measurement.received",
          "question_round.created", "question_round.overdue", "purchase_criterion.created", "purchase_criterion.updated",
          "delivery_score.received", "feedback_item.created", "feedback_item.updated", "adoption_path.stored",
          "risk_score.computed", "risk_score.band_changed", "feature_set.created", "scoring_model.created",
          "scoring_model.trained", "scoring_model.shadowed", "scoring_model.activated",
          "scoring_model.probabilities_loaded", "analysis.started", "programme.created", "programme.assigned",
          "job.completed", "job.failed", "import_mapping.stored",
          "settings.updated", "exchange_rate.stored", "reason_code.stored", "retention.updated",
          "api_key.created", "api_key.rotated", "api_key.revoked");

  private EventTypes() {}
}
