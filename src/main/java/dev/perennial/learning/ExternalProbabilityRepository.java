package dev.perennial.learning;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of probabilities that other tools gave, which never change. */
@Singleton
class ExternalProbabilityRepository {
  private static final String INSERT =
      """
      INSERT INTO app.external_probability (tenant_id, model_id, renewal_id, as_of, probability, recorded_at, recorded_by)
      SELECT :tenant, :model, g.renewal_id, CAST(g.as_of AS timestamptz), g.probability, :now, :actor
      FROM unnest(:renewals, CAST(:asOfs AS text[]), :probabilities) AS g(renewal_id, as_of, probability)
      ON CONFLICT DO NOTHING
      RETURNING renewal_id, as_of, probability, recorded_at
      """;

  private static final String OF_RENEWALS =
      """
      SELECT p.renewal_id, p.as_of, p.probability, p.recorded_at FROM app.external_probability p
      WHERE p.tenant_id = :tenant AND p.model_id = :model AND p.renewal_id = ANY(:renewals)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  ExternalProbabilityRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** A probability as it was loaded. */
  record Given(UUID renewalId, Instant asOf, double probability, Instant recordedAt) {
    static Given read(ResultSet row) throws SQLException {
      return new Given(
          Rows.uuid(row, "renewal_id"),
          Rows.instant(row, "as_of"),
          row.getDouble("probability"),
          Rows.instant(row, "recorded_at"));
    }

    Key key() {
      return new Key(renewalId, asOf);
    }
  }

  /** Whose probability, and as of when. */
  record Key(UUID renewalId, Instant asOf) {}

  /**
   * Stores what is new, in the caller's transaction.
   *
   * @return the keys of what was stored
   */
  Set<Key> insert(UUID model, List<Given> given, Instant now) {
    UUID[] renewals = given.stream().map(Given::renewalId).toArray(UUID[]::new);
    String[] asOfs = given.stream().map(one -> one.asOf().toString()).toArray(String[]::new);
    double[] probabilities = given.stream().mapToDouble(Given::probability).toArray();
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(INSERT)
                    .bind("tenant", callers.tenantId())
                    .bind("model", model)
                    .bind("renewals", renewals)
                    .bind("asOfs", asOfs)
                    .bind(
                        "probabilities",
                        (position, statement, context) -> statement.setObject(position, probabilities, Types.ARRAY))
                    .bind("now", now)
                    .bind("actor", callers.caller().actor())
                    .map((row, context) -> Given.read(row).key())
                    .list()));
  }

  List<Given> of(UUID model, UUID[] renewals) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_RENEWALS)
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .bind("renewals", renewals)
                .map((row, context) -> Given.read(row))
                .list());
  }

  List<Given> of(UUID model, List<SampledRenewal> renewals) {
    return of(model, renewals.stream().map(SampledRenewal::renewalId).toArray(UUID[]::new));
  }
}
