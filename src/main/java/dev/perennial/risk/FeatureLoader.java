package dev.perennial.risk;

import dev.perennial.currency.ExchangeRates;
import dev.perennial.currency.Rates;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Loads features of renewals as of a time: nothing that happened at or after the cut-off, or became
 * known after it, can change the answer: facts, terms of contracts and attributes alike. Two round trips, whatever the size of the batch. Amounts
 * are converted at today's stored rates.
 */
@Singleton
public class FeatureLoader {
  /**
   * A feature set that needs longer for one batch is refused by the database rather than let hold
   * everybody up.
   */
  private static final int TIMEOUT_SECONDS = 300;

  private static final int FETCH_SIZE = 1000;

  /** A cut-off that lies this far back needs earlier versions; a run as of now ends sooner. */
  private static final Duration RECENT = Duration.ofMinutes(5);

  private static final String SOURCES =
      """
      SELECT t.kind, t.type, t.first_known_at, t.is_signal,
             EXISTS (SELECT FROM app.signal s WHERE s.tenant_id = :tenant AND s.revision > 0) AS any_corrections,
             EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer') AS any_merges
      FROM (SELECT t.kind, t.type, min(t.first_known_at) AS first_known_at, true AS is_signal
            FROM {streams} t WHERE t.tenant_id = :tenant GROUP BY t.kind, t.type
            UNION ALL
            SELECT 'SUCCESS', '', min(m.known_from), false FROM app.success_metric_version m
            WHERE CAST(:metrics AS boolean) AND m.tenant_id = :tenant {recorded m}
            UNION ALL
            SELECT 'CRITERIA', '', min(m.known_from), false FROM app.purchase_criterion_version m
            WHERE CAST(:criteria AS boolean) AND m.tenant_id = :tenant {recorded m}
            UNION ALL
            SELECT 'ENTITLEMENT', '', min(e.known_from), false FROM app.entitlement_version e
            WHERE CAST(:entitlements AS boolean) AND e.tenant_id = :tenant {recorded e}
            UNION ALL
            SELECT 'ADOPTION', p.code, (SELECT min(u.first_known_at) FROM {streams} u
              WHERE u.tenant_id = :tenant AND EXISTS (SELECT FROM jsonb_array_elements(p.steps) AS step
                WHERE jsonb_exists(step -> 'predicate' -> 'types', u.type))), false
            FROM app.adoption_path p WHERE CAST(:paths AS boolean) AND p.tenant_id = :tenant
            UNION ALL
            SELECT 'STAGNATION', '', min(u.first_known_at), false FROM {streams} u
            WHERE CAST(:stagnation AS boolean) AND u.tenant_id = :tenant AND u.kind = 'USAGE'
            UNION ALL
            SELECT 'ASKED', w.type, (SELECT min(s.known_at) FROM app.signal s
              WHERE s.tenant_id = :tenant AND s.kind = 'SURVEY' AND s.type = w.type AND s.value IS NULL AND NOT s.retracted
                {recorded s}), false
            FROM unnest(CAST(:surveys AS text[])) AS w(type)
            UNION ALL
            SELECT 'TRIGGER_EVENT', w.type, (SELECT e.known_at FROM app.trigger_event e
              WHERE e.tenant_id = :tenant AND e.type = w.type {recorded e} ORDER BY e.occurred_at LIMIT 1), false
            FROM unnest(CAST(:eventTypes AS text[])) AS w(type)) t
      WHERE t.first_known_at IS NOT NULL
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ExchangeRates rates;
  private final SettingsService settings;
  private final Clock clock;

  FeatureLoader(Jdbi jdbi, CallerContext callers, ExchangeRates rates, SettingsService settings, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.rates = rates;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * One cut-off for all: the plan for runs. Renewals that do not exist are left out; the order is
   * not the given one.
   */
  FeatureBatch load(FeatureQuery query, UUID[] renewals, Instant cutoff) {
    return load(query, renewals, cutoff, null);
  }

  /** @param recordedBy only what was stored by then counts: no later load can change the answer; null = all there is */
  FeatureBatch load(FeatureQuery query, UUID[] renewals, Instant cutoff, @Nullable Instant recordedBy) {
    ConnectedSources sources = sources(query, recordedBy);
    ZoneId zone = settings.recent().zone();
    Map<String, Object> times = new HashMap<>();
    times.put("cutoff", utc(cutoff));
    times.put("day", LocalDate.ofInstant(cutoff, zone));
    for (int days : query.windows().keySet()) {
      times.put("w" + days, utc(cutoff.minus(Duration.ofDays(days))));
    }
    return load(query, renewals, sources, false, recordedBy != null || past(cutoff), recordedBy, times, renewal -> cutoff);
  }

  /**
   * Features of a set for renewals, each as of a cut-off of its own. A renewal may occur once; those that do not exist are
   * left out, and the order is not the given one.
   */
  public FeatureBatch load(FeatureSet set, UUID[] renewals, Instant[] cutoffs) {
    return load(FeatureQueryBuilder.compile(set), renewals, cutoffs);
  }

  /** A cut-off for each: for back-tests and training. A renewal may occur once. */
  FeatureBatch load(FeatureQuery query, UUID[] renewals, Instant[] cutoffs) {
    Map<UUID, Instant> cutoffOf = new HashMap<>();
    for (int i = 0; i < renewals.length; i++) {
      cutoffOf.put(renewals[i], cutoffs[i]);
    }
    String[] times = Arrays.stream(cutoffs).map(Instant::toString).toArray(String[]::new);
    boolean past = Arrays.stream(cutoffs).anyMatch(this::past);
    Function<UUID, Instant> cutoff =
        renewal -> java.util.Objects.requireNonNull(cutoffOf.get(renewal));
    return load(query, renewals, sources(query, null), true, past, null, Map.of("cutoffs", times), cutoff);
  }

  private FeatureBatch load(
      FeatureQuery query,
      UUID[] renewals,
      ConnectedSources sources,
      boolean cutoffEach,
      boolean past,
      @Nullable Instant recordedBy,
      Map<String, Object> times,
      Function<UUID, Instant> cutoffOf) {
    Rates today = rates.current();
    String sql =
        query.sql(new FeatureQuery.Variant(cutoffEach, sources.anyCorrections(), sources.anyMerges(), past, recordedBy != null));
    FeatureBatch batch = FeatureBatch.withRoom(query.featureSet(), renewals.length);
    return jdbi.withHandle(
        handle -> {
          Query statement = handle.createQuery(sql);
          statement
              .setQueryTimeout(TIMEOUT_SECONDS)
              .setFetchSize(FETCH_SIZE)
              .bind("tenant", callers.tenantId())
              .bind("zone", settings.recent().timeZone())
              .bind("renewals", renewals)
              .bind("kinds", query.kinds().toArray(String[]::new))
              .bindMap(query.binds())
              .bindMap(times);
          if (recordedBy != null) {
            statement.bind("recordedBy", utc(recordedBy));
          }
          RowReader reader = new RowReader(query, sources, today, cutoffOf, batch);
          statement
              .map((row, context) -> reader.read(row))
              .useStream(stream -> stream.forEach(unused -> {}));
          return batch.first(reader.rows);
        });
  }

  private ConnectedSources sources(FeatureQuery query, @Nullable Instant recordedBy) {
    String sql = FeatureQuery.recorded((recordedBy == null ? "" : FeatureQuery.STREAMS_RECORDED) + SOURCES, recordedBy != null);
    return jdbi.withHandle(
        handle -> {
          boolean[] flags = new boolean[2];
          List<ConnectedSources.Stream> streams = new ArrayList<>();
          List<ConnectedSources.Stream> facts = new ArrayList<>();
          Query statement = handle.createQuery(sql);
          if (recordedBy != null) {
            statement.bind("recordedBy", utc(recordedBy));
          }
          statement
              .bind("tenant", callers.tenantId())
              .bind("metrics", query.facts().containsKey(FactSection.SUCCESS_METRICS))
              .bind("criteria", query.facts().containsKey(FactSection.PURCHASE_CRITERIA))
              .bind("entitlements", query.facts().containsKey(FactSection.UTILISATION))
              .bind("paths", query.facts().containsKey(FactSection.ADOPTION))
              .bind("stagnation", query.facts().containsKey(FactSection.STAGNATION))
              .bind("surveys", surveys(query))
              .bind("eventTypes", query.eventTypes().toArray(String[]::new))
              .map(
                  (row, context) -> {
                    flags[0] = row.getBoolean("any_corrections");
                    flags[1] = row.getBoolean("any_merges");
                    return (row.getBoolean("is_signal") ? streams : facts)
                        .add(
                            new ConnectedSources.Stream(
                                row.getString("kind"), row.getString("type"), Rows.instant(row, "first_known_at")));
                  })
              .list();
          return new ConnectedSources(streams, facts, flags[0], flags[1]);
        });
  }

  private static String[] surveys(FeatureQuery query) {
    return query.featureSet().features().stream()
        .filter(feature -> feature.measure() == Measure.SURVEY_NEVER_ANSWERED)
        .map(FeatureDefinition::signalType)
        .distinct()
        .toArray(String[]::new);
  }

  private boolean past(Instant cutoff) {
    return cutoff.isBefore(clock.instant().minus(RECENT));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Fills the batch row by row. */
  private static final class RowReader {
    private final FeatureQuery query;
    private final ConnectedSources sources;
    private final Rates rates;
    private final Function<UUID, Instant> cutoffOf;
    private final FeatureBatch batch;
    private final boolean[] connected;
    private final boolean[] tellAskings;
    private int connectedKinds;
    private Instant connectedAt = Instant.MIN;
    private int rows;

    RowReader(
        FeatureQuery query,
        ConnectedSources sources,
        Rates rates,
        Function<UUID, Instant> cutoffOf,
        FeatureBatch batch) {
      this.query = query;
      this.sources = sources;
      this.rates = rates;
      this.cutoffOf = cutoffOf;
      this.batch = batch;
      this.connected = new boolean[query.columns().size()];
      this.tellAskings = new boolean[query.columns().size()];
    }

    int read(ResultSet row) throws SQLException {
      UUID renewal = Rows.uuid(row, "id");
      connectAt(cutoffOf.apply(renewal));
      BigDecimal amount =
          rates.toReporting(row.getBigDecimal("renewal_amount"), row.getString("currency"));
      batch.renewalIds()[rows] = renewal;
      batch.customerIds()[rows] = Rows.uuid(row, "customer_id");
      batch.amounts()[rows] = amount;
      batch.newestFactAt()[rows] = Rows.instantOrNull(row, "newest_fact_at");
      for (int feature = 0; feature < connected.length; feature++) {
        if (connected[feature]) {
          FeatureColumn column = query.columns().get(feature);
          double value =
              column.feature().measure() == Measure.LOG_RENEWAL_AMOUNT
                  ? StrictMath.log1p(StrictMath.max(amount.doubleValue(), 0))
                  : column.read(row, connectedKinds);
          set(feature, column.feature(), Double.isNaN(value) ? unfound(feature, column.feature()) : value);
        } else {
          batch.set(rows, feature, Double.NaN, FeatureState.NOT_CONNECTED);
        }
      }
      return rows++;
    }

    /** What was connected is the same for all renewals of a cut-off. */
    private void connectAt(Instant cutoff) {
      if (cutoff.equals(connectedAt)) {
        return;
      }
      FeatureSet set = query.featureSet();
      for (int feature = 0; feature < connected.length; feature++) {
        connected[feature] = sources.connected(set.feature(feature), cutoff);
        tellAskings[feature] = sources.tellAskings(set.feature(feature), cutoff);
      }
      connectedKinds = sources.kinds(cutoff);
      connectedAt = cutoff;
    }

    /** Where nobody tells whom they asked, having no answer is having never answered. */
    private double unfound(int feature, FeatureDefinition definition) {
      return definition.measure() == Measure.SURVEY_NEVER_ANSWERED && !tellAskings[feature] ? 1 : Double.NaN;
    }

    private void set(int feature, FeatureDefinition definition, double found) {
      if (!Double.isNaN(found)) {
        batch.set(rows, feature, found, FeatureState.VALUE);
        return;
      }
      switch (definition.measure().absence()) {
        case ZERO -> batch.set(rows, feature, 0, FeatureState.VALUE);
        case ONE -> batch.set(rows, feature, 1, FeatureState.VALUE);
        case SILENT -> batch.set(rows, feature, Double.NaN, FeatureState.SILENT);
      }
    }
  }
}
