package dev.perennial.catalogue;

import dev.perennial.contract.AmountPeriod;
import dev.perennial.contract.ChargeType;
import dev.perennial.contract.ContractKind;
import dev.perennial.customer.CustomerStatus;
import dev.perennial.eventlog.EventTypes;
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
            settings.recent().bandCutPoints(), EventTypes.ALL, Scope.ALL.stream().sorted().toList()));
  }

  private static Catalogues.Stage stage(RenewalStage stage) {
    return new Catalogues.Stage(
        stage.name(), stage.category().name(), stage.allowed(false).stream().map(Enum::name).toList());
  }

  private static List<String> names(Enum<?>... values) {
    return Stream.of(values).map(Enum::name).toList();
  }
}
