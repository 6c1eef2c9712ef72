package dev.perennial.risk;

import dev.perennial.kernel.Money;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.risk.RiskSummaryRepository.Dimension;
import dev.perennial.risk.RiskSummaryRepository.Part;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** At-risk and surprise counts by tier and value percentile; two round trips. */
@ApplicationScoped
public class RiskSummaryService {
  static final String DEFINITION =
      "A surprise is a renewal lost by a recorded or automatic outcome whose last score stored at or before"
          + " min(decision deadline, notice received - 1 day, decided - 1 day) was under the threshold then in force, or"
          + " that had none. History is never scored again for this count.";

  private static final int PERIOD_DAYS = 365;
  private static final int MONEY_SCALE = 4;

  private final RiskSummaryRepository repository;
  private final SettingsService settings;

  RiskSummaryService(RiskSummaryRepository repository, SettingsService settings) {
    this.repository = repository;
    this.settings = settings;
  }

  RiskSummaryView summary(@Nullable LocalDate wantedFrom, @Nullable LocalDate wantedTo) {
    Settings now = settings.recent();
    LocalDate today = settings.today();
    LocalDate to = wantedTo == null ? today.plusDays(1) : wantedTo;
    LocalDate from = wantedFrom == null ? to.minusDays(PERIOD_DAYS) : wantedFrom;
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(
          FieldError.parameter("from", "out_of_range", "from must lie before to."));
    }
    List<Part> open = repository.open();
    List<Part> lost = repository.lost(from, to, now.timeZone());
    String currency = now.reportingCurrency();
    return new RiskSummaryView(
        today,
        from,
        to,
        DEFINITION,
        counts(open, lost, Dimension.TOTAL, null, currency),
        rows(open, lost, Dimension.TIER, currency),
        rows(open, lost, Dimension.PERCENTILE, currency));
  }

  private static List<RiskCounts> rows(
      List<Part> open, List<Part> lost, Dimension dimension, String currency) {
    Set<@Nullable String> keys = new LinkedHashSet<>();
    for (List<Part> parts : List.of(open, lost)) {
      parts.stream()
          .filter(part -> part.dimension() == dimension)
          .forEach(part -> keys.add(part.key()));
    }
    List<RiskCounts> rows = new ArrayList<>();
    for (String key : keys) {
      rows.add(counts(open, lost, dimension, key, currency));
    }
    rows.sort(
        Comparator.comparing(RiskCounts::key, Comparator.nullsLast(Comparator.naturalOrder())));
    return rows;
  }

  private static RiskCounts counts(
      List<Part> open,
      List<Part> lost,
      Dimension dimension,
      @Nullable String key,
      String currency) {
    Part now = part(open, dimension, key);
    Part then = part(lost, dimension, key);
    return new RiskCounts(
        key,
        now.a(),
        money(now.aAmount(), currency),
        now.b(),
        money(now.bAmount(), currency),
        money(now.c(), currency),
        then.a(),
        money(then.aAmount(), currency),
        then.b(),
        money(then.bAmount(), currency),
        then.c(),
        then.d());
  }

  private static Part part(List<Part> parts, Dimension dimension, @Nullable String key) {
    return parts.stream()
        .filter(part -> part.dimension() == dimension && Objects.equals(part.key(), key))
        .findFirst()
        .orElse(new Part(dimension, key, 0, 0, 0, 0, 0, 0));
  }

  private static Money money(long tenThousandths, String currency) {
    return new Money(BigDecimal.valueOf(tenThousandths, MONEY_SCALE), currency);
  }
}
