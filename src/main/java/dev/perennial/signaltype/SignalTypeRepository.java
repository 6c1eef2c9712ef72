package dev.perennial.signaltype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.db.Rows;
import dev.perennial.signal.SignalKind;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The rows of the catalogue. */
@Singleton
class SignalTypeRepository {
  private static final String SELECT =
      "SELECT code, version, kind, label, unit, attributes, half_life_days, cadence_days FROM app.signal_type"
          + " WHERE tenant_id = :tenant";
  private static final String INSERT =
      """
      INSERT INTO app.signal_type
        (tenant_id, code, version, kind, label, unit, attributes, half_life_days, cadence_days, updated_at)
      SELECT :tenant, code, 1, kind, label, unit, CAST(attributes AS jsonb), half_life, CAST(cadence AS jsonb), :now
      FROM unnest(:codes, :kinds, :labels, :units, :attributes, :halfLives, :cadences)
        AS t(code, kind, label, unit, attributes, half_life, cadence)
      ON CONFLICT DO NOTHING
      """;
  private static final String REPLACE =
      """
      UPDATE app.signal_type SET version = :version, kind = :kind, label = :label, unit = :unit,
        attributes = CAST(:attributes AS jsonb), half_life_days = :halfLife, cadence_days = CAST(:cadences AS jsonb),
        updated_at = :now
      WHERE tenant_id = :tenant AND code = :code
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;
  private final Clock clock;

  SignalTypeRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
    this.clock = clock;
  }

  /** All of the tenant's, by code. */
  List<SignalTypeView> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " ORDER BY code")
                .bind("tenant", callers.tenantId())
                .map((row, context) -> view(row))
                .list());
  }

  Optional<SignalTypeView> find(String code) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND code = :code")
                .bind("tenant", callers.tenantId())
                .bind("code", code)
                .map((row, context) -> view(row))
                .findOne());
  }

  /** Those that are not there yet; how many that were. */
  int insert(List<SignalTypeView> types) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("tenant", callers.tenantId())
                .bind("now", clock.instant())
                .bind("codes", types.stream().map(SignalTypeView::code).toArray(String[]::new))
                .bind("kinds", types.stream().map(type -> type.kind().name()).toArray(String[]::new))
                .bind("labels", types.stream().map(SignalTypeView::label).toArray(String[]::new))
                .bind("units", types.stream().map(SignalTypeView::unit).toArray(String[]::new))
                .bind("attributes", types.stream().map(type -> Json.write(json, type.attributes())).toArray(String[]::new))
                .bind("halfLives", types.stream().map(SignalTypeView::halfLifeDays).toArray(Double[]::new))
                .bind("cadences", types.stream().map(type -> Json.write(json, type.expectedCadenceDays())).toArray(String[]::new))
                .execute());
  }

  void replace(SignalTypeView type) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(REPLACE)
                .bind("tenant", callers.tenantId())
                .bind("now", clock.instant())
                .bind("code", type.code())
                .bind("version", type.version())
                .bind("kind", type.kind().name())
                .bind("label", type.label())
                .bind("unit", type.unit())
                .bind("attributes", Json.write(json, type.attributes()))
                .bind("halfLife", type.halfLifeDays())
                .bind("cadences", Json.write(json, type.expectedCadenceDays()))
                .execute());
  }

  private SignalTypeView view(ResultSet row) throws SQLException {
    try {
      return new SignalTypeView(
          row.getString("code"),
          row.getLong("version"),
          SignalKind.valueOf(row.getString("kind")),
          row.getString("label"),
          row.getString("unit"),
          json.readValue(row.getString("attributes"), new TypeReference<Map<String, AttributeRule>>() {}),
          Rows.doubleOrNull(row, "half_life_days"),
          json.readValue(row.getString("cadence_days"), new TypeReference<Map<String, Integer>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue of signal types holds what nobody wrote", e);
    }
  }
}
