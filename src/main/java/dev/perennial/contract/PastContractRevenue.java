package dev.perennial.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.PastRevenue;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Revenue from versions of contracts: the sum that {@link RevenueSteps} keeps for the present. */
@Singleton
class PastContractRevenue implements PastRevenue {
  private final ObjectMapper json;

  PastContractRevenue(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public @Nullable BigDecimal mrr(
      JsonNode contracts, @Nullable String rates, String reportingCurrency, LocalDate day) {
    BigDecimal sum = BigDecimal.ZERO;
    JsonNode known = rates == null ? json.createObjectNode() : Json.read(json, rates);
    for (JsonNode contract : contracts) {
      BigDecimal rate = rate(contract.path("currency").asText(), known, reportingCurrency);
      ContractKind kind = ContractKind.valueOf(contract.path("kind").asText());
      if (rate == null && kind.countsInRevenue()) {
        return null;
      }
      if (rate != null) {
        sum = sum.add(mrr(kind, contract, rate, day));
      }
    }
    return sum;
  }

  @Override
  public @Nullable List<Step> steps(
      JsonNode contracts, @Nullable String rates, String reportingCurrency, LocalDate last) {
    List<Step> steps = new ArrayList<>();
    BigDecimal before = null;
    for (LocalDate day : turns(contracts).headSet(last, true)) {
      BigDecimal mrr = mrr(contracts, rates, reportingCurrency, day);
      if (mrr == null) {
        return null;
      }
      BigDecimal shown = mrr.setScale(4, RoundingMode.HALF_UP);
      if (before == null || shown.compareTo(before) != 0) {
        steps.add(new Step(day, shown));
      }
      before = shown;
    }
    return steps;
  }

  /** The days on which revenue may change: lines begin and end, pauses too. */
  private NavigableSet<LocalDate> turns(JsonNode contracts) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (JsonNode contract : contracts) {
      ContractTerm term = term(contract);
      List<ContractLineFields> lines = read(contract.path("lines"), new TypeReference<>() {});
      List<@Nullable LocalDate> ends = new ArrayList<>();
      ends.add(term.effectiveEnd());
      for (ContractLineFields line : lines) {
        days.add(term.startOf(line));
        ends.add(term.endOf(line));
      }
      ends.stream().filter(Objects::nonNull).forEach(end -> days.add(end.plusDays(1)));
      term.pauses().forEach(
          pause -> {
            days.add(pause.fromDate());
            days.add(pause.toDate().plusDays(1));
          });
    }
    return days;
  }

  private BigDecimal mrr(ContractKind kind, JsonNode contract, BigDecimal rate, LocalDate day) {
    ContractTerm term = term(contract);
    List<ContractLineFields> lines = read(contract.path("lines"), new TypeReference<>() {});
    return lines.stream()
        .filter(line -> term.isInForce(line, day))
        .map(
            line ->
                RecurringRevenue.mrr(kind, term, line)
                    .multiply(rate)
                    .setScale(RecurringRevenue.SCALE, RoundingMode.HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private ContractTerm term(JsonNode contract) {
    List<Pause> pauses = read(contract.path("pauses"), new TypeReference<>() {});
    LocalDate end = date(contract.path("end_date"));
    return new ContractTerm(
        LocalDate.parse(contract.path("start_date").asText()),
        end == null ? null : end.minusDays(ContractTerm.extensionDays(pauses)),
        date(contract.path("ended_date")),
        pauses);
  }

  private static @Nullable BigDecimal rate(String currency, JsonNode rates, String reportingCurrency) {
    if (currency.equals(reportingCurrency)) {
      return BigDecimal.ONE;
    }
    return rates.has(currency) ? new BigDecimal(rates.get(currency).asText()) : null;
  }

  private static @Nullable LocalDate date(JsonNode value) {
    return value.isTextual() ? LocalDate.parse(value.asText()) : null;
  }

  private <T> T read(JsonNode stored, TypeReference<T> type) {
    try {
      return json.readerFor(type).readValue(stored);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a stored contract is not readable", e);
    }
  }
}
