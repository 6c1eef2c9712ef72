package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.adoption.AdoptionPathRequest;
import dev.perennial.adoption.AdoptionPathService;
import dev.perennial.adoption.AdoptionStep;
import dev.perennial.adoption.ProductFeatureRequest;
import dev.perennial.adoption.ProductFeatureService;
import dev.perennial.adoption.SignalPredicate;
import dev.perennial.editing.Editor.EventDetail;
import dev.perennial.editing.Reference;
import dev.perennial.utilisation.EntitlementEditing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How the demo's customers are meant to get going, what was released lately, and what the showcase has bought. */
@Singleton
class DemoAdoption {
  private static final int DAYS_SINCE_RELEASE = 200;
  private static final int LOGINS_A_MONTH = 6000;

  private final AdoptionPathService paths;
  private final ProductFeatureService features;
  private final EntitlementEditing entitlements;
  private final DemoWriter writer;

  DemoAdoption(
      AdoptionPathService paths, ProductFeatureService features, EntitlementEditing entitlements, DemoWriter writer) {
    this.paths = paths;
    this.features = features;
    this.entitlements = entitlements;
    this.writer = writer;
  }

  void store(LocalDate anchor, Map<String, UUID> contracts) {
    writer.write(
        entitlements, List.of("entitlement-1"), key -> key,
        key -> logins(Objects.requireNonNull(contracts.get("contract-1-3"))), EventDetail.NONE);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              paths.put(
                  "five-key-steps",
                  new AdoptionPathRequest(
                      "Five key steps", false,
                      List.of(
                          step("first_logins", "First logins", "logins", 1, 14),
                          step("weekly_use", "Two months of weekly use", "logins", 8, 60),
                          step("goal_measured", "Own goal measured", "success_goal_attainment_pct", 1, 60),
                          step("webinar", "Webinar attended", "webinar_attended", 1, 120),
                          step("executive_review", "Executive review held", "exec_review_held", 1, 180))),
                  null);
              features.put(
                  "goal-tracking",
                  new ProductFeatureRequest(
                      "Goal tracking", Reference.of(UUID.fromString(DemoIds.PRODUCT)), anchor.minusDays(DAYS_SINCE_RELEASE),
                      new SignalPredicate(List.of("success_goal_attainment_pct"), 1, null, null)),
                  null);
            });
  }

  private static AdoptionStep step(String code, String name, String type, int count, int expectedDays) {
    return new AdoptionStep(code, name, new SignalPredicate(List.of(type), count, null, null), null, null, expectedDays);
  }

  private static ObjectNode logins(UUID contract) {
    return JsonNodeFactory.instance.objectNode()
        .put("contractId", contract.toString())
        .put("unit", "logins")
        .put("quantity", LOGINS_A_MONTH)
        .put("period", "MONTH")
        .put("usageType", "logins");
  }
}
