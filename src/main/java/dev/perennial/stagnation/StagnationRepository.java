package dev.perennial.stagnation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.adoption.ProductFeatureView;
import dev.perennial.customer.PastRevenue;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What was new to customers: one statement for a customer, one for a page of all of them. */
@Singleton
class StagnationRepository {
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;
  private final PastRevenue revenue;
  private final SettingsService settings;

  StagnationRepository(
      Jdbi jdbi, CallerContext callers, ObjectMapper json, PastRevenue revenue, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
    this.revenue = revenue;
    this.settings = settings;
  }

  StagnationFacts ofCustomer(List<UUID> family, List<ProductFeatureView> features, PointInTime at) {
    Map<String, Object> binds = binds(at);
    binds.put("customer", family.getFirst());
    binds.put("family", family.toArray(UUID[]::new));
    String sql = StagnationSql.ofOne(features, binds);
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bindMap(binds).map((row, context) -> facts(row, at)).one());
  }

  List<StagnantCustomer> page(
      List<ProductFeatureView> features, PointInTime at, int stagnantMonths, Keyset<StagnantCustomer> keyset, Filters filters) {
    Map<String, Object> binds = binds(at);
    binds.put("currency", at.reportingCurrency());
    String sql = StagnationSql.ofAll(features, binds) + filters.sql() + keyset.predicate() + keyset.orderAndLimit();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(binds)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> StagnantCustomer.read(row, at.today(), stagnantMonths))
                .list());
  }

  private Map<String, Object> binds(PointInTime at) {
    Map<String, Object> binds = new HashMap<>(at.binds());
    binds.put("tenant", callers.tenantId());
    binds.put("zone", settings.recent().zone().getId());
    return binds;
  }

  private StagnationFacts facts(ResultSet row, PointInTime at) throws SQLException {
    List<Movement> found = new ArrayList<>(movements(row.getString("movements")));
    String contracts = row.getString("contracts");
    @Nullable List<PastRevenue.Step> steps =
        contracts == null
            ? List.of()
            : revenue.steps(Json.read(json, contracts), renewals(row), row.getString("rates"), at);
    if (steps != null) {
      addExpansion(found, steps, at.reportingCurrency());
    }
    found.sort(Movement.LATEST_FIRST);
    Set<MovementKind> seen = EnumSet.noneOf(MovementKind.class);
    return new StagnationFacts(
        Rows.dateOrNull(row, "start_date"), UsageReports.of(row.getBoolean("connected"), row.getBoolean("reported")),
        steps != null, found.stream().filter(movement -> seen.add(movement.kind())).toList());
  }

  private JsonNode renewals(ResultSet row) throws SQLException {
    String renewals = row.getString("renewals");
    return renewals == null ? json.createArrayNode() : Json.read(json, renewals);
  }

  /** The last rise from more than nothing. */
  private static void addExpansion(List<Movement> found, List<PastRevenue.Step> steps, String currency) {
    for (int i = steps.size() - 1; i > 0; i--) {
      BigDecimal before = steps.get(i - 1).mrr();
      BigDecimal after = steps.get(i).mrr();
      if (before.signum() > 0 && after.compareTo(before) > 0) {
        LocalDate day = steps.get(i).fromDate();
        found.add(new Movement(MovementKind.EXPANSION, day, shown(before) + " → " + shown(after) + " " + currency));
        return;
      }
    }
  }

  private static String shown(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private List<Movement> movements(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalStateException("movements are not readable", e);
    }
  }
}
