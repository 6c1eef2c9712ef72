package dev.perennial.noveluse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Compares mixes of signals where they are: one statement. */
@Singleton
class NovelUseRepository {
  private static final int TYPES_OF_ONE = 10;
  private static final int TYPES_IN_LIST = 3;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  NovelUseRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  NovelUseView ofCustomer(UUID customer, NovelUseParameters.Checked parameters, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NovelUseSql.ofOne(parameters.segmentBy()))
                .bindMap(binds(parameters, at, TYPES_OF_ONE))
                .bind("customer", customer)
                .map((row, context) -> view(row, parameters, at))
                .one());
  }

  List<NovelCustomer> page(NovelUseParameters.Checked parameters, PointInTime at, Keyset<NovelCustomer> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NovelUseSql.ofAll(parameters.segmentBy()) + keyset.predicate() + keyset.orderAndLimit())
                .bindMap(binds(parameters, at, TYPES_IN_LIST))
                .bindMap(keyset.binds())
                .map((row, context) -> line(row))
                .list());
  }

  private Map<String, Object> binds(NovelUseParameters.Checked parameters, PointInTime at, int types) {
    Map<String, Object> binds = new HashMap<>(at.binds());
    binds.put("tenant", callers.tenantId());
    binds.put("from", at.knownAt().minus(Duration.ofDays(parameters.windowDays())));
    binds.put("minEvents", parameters.minEvents());
    binds.put("most", types);
    return binds;
  }

  private NovelUseView view(ResultSet row, NovelUseParameters.Checked parameters, PointInTime at) throws SQLException {
    NovelUseState state = NovelUseState.valueOf(row.getString("state"));
    long events = row.getLong("events");
    List<NovelType> types = types(row.getString("types"));
    return new NovelUseView(
        Rows.uuid(row, "customer_id"), at.knownAt(), state, row.getString("segment"), events, row.getLong("others"),
        row.getLong("customers"), Rows.doubleOrNull(row, "divergence"), Rows.doubleOrNull(row, "chance"), types,
        reason(state, events, types, parameters), parameters);
  }

  private NovelCustomer line(ResultSet row) throws SQLException {
    return new NovelCustomer(
        Rows.uuid(row, "customer_id"), row.getString("name"), row.getString("segment"), row.getLong("events"),
        row.getDouble("divergence"), row.getDouble("chance"), row.getDouble("excess"), types(row.getString("types")));
  }

  private static String reason(
      NovelUseState state, long events, List<NovelType> types, NovelUseParameters.Checked parameters) {
    return switch (state) {
      case TOO_FEW_EVENTS ->
          events + " USAGE signals in " + parameters.windowDays() + " days are too few to tell a mix; it takes "
              + parameters.minEvents() + ".";
      case TOO_FEW_IN_SEGMENT -> "The others in its segment sent too few USAGE signals to tell their mix.";
      case COMPARED ->
          types.isEmpty()
              ? "Its mix is that of its segment."
              : String.format(
                  Locale.ROOT, "%s makes %.0f%% of its use and %.0f%% of that of its segment.", types.getFirst().type(),
                  100 * types.getFirst().share(), 100 * types.getFirst().segmentShare());
    };
  }

  private List<NovelType> types(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalStateException("types are not readable", e);
    }
  }
}
