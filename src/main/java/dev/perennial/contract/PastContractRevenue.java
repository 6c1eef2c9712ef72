package dev.perennial.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.PastRevenue;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Revenue from versions of contracts: the sum that {@link RevenueSteps} keeps for the present. */
@Singleton
class PastContractRevenue implements PastRevenue {
  private final ObjectMapper json;

  PastContractRevenue(ObjectMapper json) {
    this.json = json;
  }

  /**
   * A line's revenue in the reporting currency.
   *
   * @param last its last day, the days of grace with it; null = open
   */
  private record Earning(ContractTerm term, LocalDate first, @Nullable LocalDate last, BigDecimal mrr) {
    boolean isOn(LocalDate day) {
      return !first.isAfter(day) && (last == null || !last.isBefore(day)) && !term.isPaused(day);
    }
  }

  @Override
  public @Nullable BigDecimal mrr(JsonNode contracts, JsonNode renewals, @Nullable String rates, PointInTime at) {
    List<Earning> earnings = earnings(contracts, renewals, rates, at);
    return earnings == null ? null : sum(earnings, at.today());
  }

  @Override
  public @Nullable List<Step> steps(JsonNode contracts, JsonNode renewals, @Nullable String rates, PointInTime at) {
    List<Earning> earnings = earnings(contracts, renewals, rates, at);
    if (earnings == null) {
      return null;
    }
    List<Step> steps = new ArrayList<>();
    BigDecimal before = null;
    for (LocalDate day : turns(earnings).headSet(at.today(), true)) {
      BigDecimal shown = sum(earnings, day).setScale(4, RoundingMode.HALF_UP);
      if (before == null || shown.compareTo(before) != 0) {
        steps.add(new Step(day, shown));
      }
      before = shown;
    }
    return steps;
  }

  private static BigDecimal sum(List<Earning> earnings, LocalDate day) {
    return earnings.stream()
        .filter(earning -> earning.isOn(day))
        .map(Earning::mrr)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The days on which revenue may change: lines begin and end, pauses too. */
  private static NavigableSet<LocalDate> turns(List<Earning> earnings) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (Earning earning : earnings) {
      days.add(earning.first());
      if (earning.last() != null) {
        days.add(earning.last().plusDays(1));
      }
      for (Pause pause : earning.term().pauses()) {
        days.add(pause.fromDate());
        days.add(pause.toDate().plusDays(1));
      }
    }
    return days;
  }

  /** Null when a rate is missing. */
  private @Nullable List<Earning> earnings(
      JsonNode contracts, JsonNode renewals, @Nullable String rates, PointInTime at) {
    JsonNode known = rates == null ? json.createObjectNode() : Json.read(json, rates);
    Grace grace = new Grace(contracts, renewals, at.graceDays());
    List<Earning> earnings = new ArrayList<>();
    for (JsonNode contract : contracts) {
      ContractKind kind = ContractKind.valueOf(contract.path("kind").asText());
      if (!kind.countsInRevenue()) {
        continue;
      }
      BigDecimal rate = rate(contract.path("currency").asText(), known, at.reportingCurrency());
      if (rate == null) {
        return null;
      }
      ContractTerm term = term(contract);
      for (ContractLineFields line : this.<List<ContractLineFields>>read(contract.path("lines"), new TypeReference<>() {})) {
        BigDecimal mrr = RecurringRevenue.mrr(kind, term, line).multiply(rate).setScale(RecurringRevenue.SCALE, RoundingMode.HALF_UP);
        LocalDate last = term.lastDayOf(line);
        earnings.add(new Earning(term, term.startOf(line), last == null ? null : grace.lastDay(contract, line, last), mrr));
      }
    }
    return earnings;
  }

  private ContractTerm term(JsonNode contract) {
    List<Pause> pauses = read(contract.path("pauses"), new TypeReference<>() {});
    LocalDate end = Grace.date(contract.path("end_date"));
    return new ContractTerm(
        LocalDate.parse(contract.path("start_date").asText()),
        end == null ? null : end.minusDays(ContractTerm.extensionDays(pauses)),
        Grace.date(contract.path("ended_date")),
        pauses);
  }

  private static @Nullable BigDecimal rate(String currency, JsonNode rates, String reportingCurrency) {
    if (currency.equals(reportingCurrency)) {
      return BigDecimal.ONE;
    }
    return rates.has(currency) ? new BigDecimal(rates.get(currency).asText()) : null;
  }

  private <T> T read(JsonNode stored, TypeReference<T> type) {
    try {
      return json.readerFor(type).readValue(stored);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a stored contract is not readable", e);
    }
  }
}
