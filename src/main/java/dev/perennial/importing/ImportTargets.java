package dev.perennial.importing;

import dev.perennial.contract.ContractEditing;
import dev.perennial.criterion.DeliveryScoreFields;
import dev.perennial.criterion.DeliveryScoreService;
import dev.perennial.criterion.PurchaseCriterionEditing;
import dev.perennial.customer.ContactEditing;
import dev.perennial.customer.CustomerEditing;
import dev.perennial.editing.Editor;
import dev.perennial.feedback.FeedbackEditing;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import dev.perennial.product.ProductEditing;
import dev.perennial.renewal.ImportedNotices;
import dev.perennial.renewal.PastOutcomes;
import dev.perennial.renewal.SyncMode;
import dev.perennial.successmetric.MeasurementFields;
import dev.perennial.successmetric.MeasurementService;
import dev.perennial.successmetric.SuccessMetricEditing;
import dev.perennial.user.UserEditing;
import dev.perennial.utilisation.EntitlementEditing;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Every resource that can be imported. */
@Singleton
class ImportTargets {
  private final List<ImportTarget> targets;

  ImportTargets(
      Editor editor, UserEditing users, CustomerEditing customers, ContactEditing contacts, ProductEditing products,
      ContractEditing contracts, SyncMode renewals, PastOutcomes outcomes, OpenRenewalTarget openRenewals,
      ImportedNotices notices, ContractRows contractRows, SignalTarget signals, TriggerEventTarget triggerEvents, SuccessMetricEditing metrics, PurchaseCriterionEditing criteria,
      MeasurementService measurements, DeliveryScoreService deliveryScores, FeedbackEditing feedback,
      EntitlementEditing entitlements, CommandTargets commands, MergePatch reader) {
    // Terms that are over are history: without a recorded outcome theirs is inferred, and not each gets an event.
    Runnable pastTerms =
        () -> {
          renewals.history();
          renewals.quiet();
        };
    List<ImportTarget> records =
        List.of(
            new EditingTarget<>("users", users, editor),
            new EditingTarget<>("customers", customers, editor),
            new EditingTarget<>("contacts", contacts, editor),
            new EditingTarget<>("products", products, editor),
            new EditingTarget<>("contracts", contracts, editor, pastTerms),
            new ContractRowTarget<>(
                "renewals", RenewalRow.class, RenewalRow::contract, (contract, row, raw) -> row.of(contract), outcomes::record,
                contractRows),
            openRenewals,
            new ContractRowTarget<>(
                "notices", NoticeRow.class, NoticeRow::contract, (contract, row, raw) -> row.of(contract), notices::record,
                contractRows),
            signals,
            triggerEvents,
            new EditingTarget<>("success-metrics", metrics, editor),
            new EditingTarget<>("purchase-criteria", criteria, editor),
            new FactTarget<>(
                "measurements", MeasurementFields.class, reader, rows -> measurements.receiveAll(rows, false)),
            new FactTarget<>(
                "delivery-scores", DeliveryScoreFields.class, reader, rows -> deliveryScores.receiveAll(rows, false)),
            new EditingTarget<>("feedback-items", feedback, editor),
            new EditingTarget<>("entitlements", entitlements, editor));
    targets = Stream.concat(records.stream(), commands.all().stream()).toList();
  }

  ImportTarget of(String resource) {
    return targets.stream()
        .filter(target -> target.resource().equals(resource))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    FieldError.parameter(
                        "resource", "invalid",
                        "Import one of " + String.join(", ", targets.stream().map(ImportTarget::resource).toList()) + ".")));
  }
}
