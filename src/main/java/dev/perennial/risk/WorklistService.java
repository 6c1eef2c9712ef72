package dev.perennial.risk;

import dev.perennial.kernel.Money;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.SortKey;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.decision.RiskBand;
import dev.perennial.scoring.explain.Explanation;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to work on next: decisions by expected loss, each with why. The page's scores come in one
 * query, not one a row.
 */
@ApplicationScoped
public class WorklistService {
  private static final int REASONS = 3;
  private static final int MONEY_SCALE = 4;

  private static final List<SortKey<WorklistRow>> SORTS =
      List.of(
          new SortKey<>("expectedLoss", "b.expected_loss", "bigint", WorklistRow::expectedLoss),
          new SortKey<>("probability", "b.probability", "float8", WorklistRow::probability),
          new SortKey<>(
              "decisionDeadlineDate",
              "b.decision_deadline_date",
              "date",
              WorklistRow::decisionDeadlineDate));
  private static final List<SortKey<WorklistCustomerRow>> CUSTOMER_SORTS =
      List.of(
          new SortKey<>(
              "expectedLoss", "g.expected_loss", "bigint", WorklistCustomerRow::expectedLoss));

  private final WorklistRepository repository;
  private final RiskScoreReader scores;
  private final ModelCache models;
  private final SettingsService settings;
  private final Clock clock;

  WorklistService(
      WorklistRepository repository,
      RiskScoreReader scores,
      ModelCache models,
      SettingsService settings,
      Clock clock) {
    this.repository = repository;
    this.scores = scores;
    this.models = models;
    this.settings = settings;
    this.clock = clock;
  }

  Page<WorklistItem> decisions(WorklistFilter filter, PageRequest request) {
    Filters filters = filter.filters(settings.today());
    Keyset<WorklistRow> keyset =
        Keyset.of(request, "-expectedLoss", SORTS, "b.renewal_id", WorklistRow::renewalId, filters);
    List<WorklistRow> rows = repository.decisions(keyset, filters);
    Items items = items(rows);
    return keyset.page(rows, items::item);
  }

  Page<WorklistCustomer> customers(WorklistFilter filter, PageRequest request) {
    Filters filters = filter.filters(settings.today());
    Keyset<WorklistCustomerRow> keyset =
        Keyset.of(
            request,
            "-expectedLoss",
            CUSTOMER_SORTS,
            "g.customer_id",
            WorklistCustomerRow::customerId,
            filters);
    Page<WorklistCustomerRow> page = keyset.page(repository.customers(keyset, filters));
    UUID[] ids = page.items().stream().map(WorklistCustomerRow::customerId).toArray(UUID[]::new);
    List<WorklistRow> rows = repository.decisionsOf(ids, filters);
    Items items = items(rows);
    Map<UUID, List<WorklistItem>> byCustomer = new HashMap<>();
    for (WorklistRow row : rows) {
      byCustomer
          .computeIfAbsent(row.customerId(), unused -> new ArrayList<>())
          .add(items.item(row));
    }
    return new Page<>(
        page.items().stream()
            .map(row -> customer(row, items, byCustomer.getOrDefault(row.customerId(), List.of())))
            .toList(),
        page.nextCursor());
  }

  private static WorklistCustomer customer(
      WorklistCustomerRow row, Items items, List<WorklistItem> decisions) {
    return new WorklistCustomer(
        row.customerId(),
        row.customerName(),
        row.tier(),
        items.money(row.amount()),
        items.money(row.expectedLoss()),
        row.nextDecisionDeadlineDate(),
        decisions);
  }

  private Items items(List<WorklistRow> rows) {
    UUID[] ids =
        rows.stream().map(WorklistRow::scoreId).filter(Objects::nonNull).toArray(UUID[]::new);
    Map<UUID, RiskScoreRow> byId = new HashMap<>();
    if (ids.length > 0) {
      scores.find(ids).forEach(score -> byId.put(score.id(), score));
    }
    Settings now = settings.recent();
    return new Items(
        byId,
        now.reportingCurrency(),
        RiskRules.of(now),
        settings.today(),
        clock.instant(),
        models);
  }

  /** Turns rows of one page into what is answered. */
  private record Items(
      Map<UUID, RiskScoreRow> scores,
      String currency,
      RiskRules rules,
      LocalDate today,
      Instant now,
      ModelCache models) {

    WorklistItem item(WorklistRow row) {
      RiskScoreRow score = row.scoreId() == null ? null : scores.get(row.scoreId());
      boolean scored = score != null;
      Money amount = money(row.amount());
      return new WorklistItem(
          row.renewalId(),
          row.customerId(),
          row.customerName(),
          row.tier(),
          row.ownerId(),
          row.kind(),
          row.stage(),
          row.dueDate(),
          row.decisionDeadlineDate(),
          ChronoUnit.DAYS.between(today, row.decisionDeadlineDate()),
          amount,
          scored ? money(row.expectedLoss()) : null,
          scored ? row.probability() : null,
          score == null ? null : score.lower(),
          score == null ? null : score.upper(),
          row.band() == null ? null : RiskBand.valueOf(row.band()),
          row.atRisk(),
          scored
              && rules.policy().worthContacting(row.probability(), amount.amount().doubleValue()),
          score == null ? null : CalibrationStatus.valueOf(score.calibrationStatus()),
          reasons(score),
          freshness(row, score),
          row.scoreId());
    }

    Money money(long tenThousandths) {
      return new Money(BigDecimal.valueOf(tenThousandths, MONEY_SCALE), currency);
    }

    private List<WorklistReason> reasons(@Nullable RiskScoreRow score) {
      if (score == null) {
        return List.of();
      }
      ScoringModel model = models.get(score.modelId());
      return Explanation.of(model.model(), score.vector(model), score.prediction())
          .topReasons(REASONS)
          .stream()
          .map(WorklistReason::of)
          .toList();
    }

    private WorklistFreshness freshness(WorklistRow row, @Nullable RiskScoreRow score) {
      Instant newest = score == null ? null : score.newestFactAt();
      return new WorklistFreshness(
          row.scoredAt(), newest, newest == null ? null : Duration.between(newest, now).toDays());
    }
  }
}
