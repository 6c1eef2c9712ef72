package dev.perennial.catalogue;

import dev.perennial.contract.AmountPeriod;
import dev.perennial.contract.ChargeType;
import dev.perennial.contract.ContractKind;
import dev.perennial.customer.CustomerStatus;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.renewal.FollowUpKind;
import dev.perennial.renewal.ForecastCategory;
import dev.perennial.renewal.Outcome;
import dev.perennial.renewal.ReasonCodeService;
import dev.perennial.renewal.RenewalStage;
import dev.perennial.renewal.VoidReason;
import dev.perennial.scoring.decision.RiskBand;
import dev.perennial.signal.SignalDirection;
import dev.perennial.signal.SignalKind;
import dev.perennial.signal.SignalPhase;
import dev.perennial.tenant.SettingsService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Look-ups for front ends. */
@Path("/v1/catalogues")
@Tag(name = "Settings")
public class CatalogueResource {
  private static final List<String> CONTACT_ROLES =
      List.of("CHAMPION", "ECONOMIC_BUYER", "DECISION_MAKER", "INFLUENCER", "USER", "ADMINISTRATOR");
  private static final List<String> USER_ROLES = List.of("CSM", "RENEWAL_MANAGER", "ACCOUNT_EXECUTIVE", "ADMINISTRATOR");
  private static final List<String> EVENT_TYPES =
      List.of(
          "customer.created", "customer.updated", "customer.merged", "customer.unmerged", "contact.created", "contact.updated", "user.created", "user.updated",
          "product.created", "product.updated", "contract.created", "contract.updated", "contract.ended",
          "contract.co_termed", "contract.transferred", "co_term_group.created",
          "renewal.created", "renewal.updated", "renewal.stage_changed", "renewal.notice_received",
          "renewal.notice_withdrawn", "renewal.outcome_recorded", "renewal.outcome_corrected", "signal.received", "signal_type.stored", "unmatched_signals.resolved", "unmatched_signals.discarded", "risk_score.computed",
          "risk_score.band_changed", "job.completed", "job.failed", "settings.updated", "exchange_rate.stored",
          "reason_code.stored", "api_key.created", "api_key.rotated", "api_key.revoked", "contact.erased", "user.erased",
          "retention.updated",
          "trigger_event.received", "trigger_event.detected", "trigger_event_type.stored", "detection_rule.stored",
          "success_metric.created", "success_metric.updated", "success_metric.follow_up_due",
          "measurement.received", "question_round.created", "question_round.overdue", "purchase_criterion.created", "purchase_criterion.updated",
          "delivery_score.received",
          "feedback_item.created", "feedback_item.updated",
          "analysis.started", "programme.created", "programme.assigned",
          "adoption_path.stored", "product_feature.stored", "entitlement.created", "entitlement.updated");

  private final SettingsService settings;
  private final ReasonCodeService reasonCodes;

  CatalogueResource(SettingsService settings, ReasonCodeService reasonCodes) {
    this.settings = settings;
    this.reasonCodes = reasonCodes;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "getCatalogues", summary = "Read all look-ups",
      description = "Stages with their transitions, reasons, roles, bands, event types: what a front end needs to draw its menus.")
  public RestResponse<Catalogues> get() {
    return RestResponse.ok(
        new Catalogues(
            names(CustomerStatus.values()), CONTACT_ROLES, USER_ROLES, names(ContractKind.values()),
            names(ChargeType.values()), names(AmountPeriod.values()),
            Stream.of(RenewalStage.values()).map(CatalogueResource::stage).toList(),
            names(ForecastCategory.values()), names(Outcome.values()), names(VoidReason.values()),
            names(FollowUpKind.values()), reasonCodes.list(), names(SignalKind.values()),
            names(SignalDirection.values()), names(SignalPhase.values()), names(RiskBand.values()),
            settings.recent().bandCutPoints(), EVENT_TYPES, Scope.ALL.stream().sorted().toList()));
  }

  private static Catalogues.Stage stage(RenewalStage stage) {
    return new Catalogues.Stage(
        stage.name(), stage.category().name(), stage.allowed(false).stream().map(Enum::name).toList());
  }

  private static List<String> names(Enum<?>... values) {
    return Stream.of(values).map(Enum::name).toList();
  }
}
