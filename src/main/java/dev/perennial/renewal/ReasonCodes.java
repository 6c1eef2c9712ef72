package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.tenant.TenantStarter;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The reasons outcomes can be given. A new tenant starts with some. */
@Singleton
class ReasonCodes implements TenantStarter {
  private static final String[] LOST = {"NOT_RENEWED", "TERMINATED_EARLY"};
  private static final String[] RENEWED = {"RENEWED"};
  private static final String[] BOTH = {"RENEWED", "NOT_RENEWED", "TERMINATED_EARLY"};

  private static final List<ReasonCodeView> STARTERS =
      List.of(
          code("PRICE", "Price", BOTH, true),
          code("VALUE_NOT_SEEN", "The value was not seen", LOST, true),
          code("POOR_ADOPTION", "It was hardly used", LOST, true),
          code("MISSING_FEATURE", "A feature was missing", LOST, true),
          code("SERVICE_QUALITY", "Service or quality", LOST, true),
          code("COMPETITOR", "Went to a competitor", LOST, true),
          code("CHAMPION_LEFT", "The champion left", LOST, true),
          code("BUDGET_CUT", "The budget was cut", LOST, null),
          code("INSOURCED", "Does it themselves now", LOST, null),
          code("NO_LONGER_NEEDED", "No longer needed", LOST, false),
          code("ACQUIRED", "The customer was acquired", LOST, false),
          code("OUT_OF_BUSINESS", "The customer went out of business", LOST, false),
          code("VALUE_PROVEN", "The value was proven", RENEWED, null),
          code("RELATIONSHIP", "The relationship", RENEWED, null),
          code("STRATEGIC_FIT", "It fits their strategy", RENEWED, null),
          code("SWITCHING_COST", "Changing would cost too much", RENEWED, null),
          code("NO_ALTERNATIVE", "There was no alternative", RENEWED, null),
          code("OTHER", "Another reason", BOTH, null));

  private static final String INSERT =
      """
      INSERT INTO app.reason_code (tenant_id, code, version, label, applies_to, avoidable, active)
      VALUES (:tenant, :code, :version, :label, :appliesTo, :avoidable, :active)
      ON CONFLICT (tenant_id, code) DO UPDATE SET version = excluded.version, label = excluded.label, applies_to = excluded.applies_to,
        avoidable = excluded.avoidable, active = excluded.active
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  ReasonCodes(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  @Override
  public void start() {
    STARTERS.forEach(this::put);
  }

  void put(ReasonCodeView code) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("tenant", callers.tenantId())
                .bind("code", code.code())
                .bind("version", code.version())
                .bind("label", code.label())
                .bind("appliesTo", code.appliesTo().stream().map(Enum::name).toArray(String[]::new))
                .bind("avoidable", code.avoidable())
                .bind("active", code.active())
                .execute());
  }

  /** All of the tenant's codes, by code. */
  List<ReasonCodeView> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT code, version, label, applies_to, avoidable, active FROM app.reason_code WHERE tenant_id = :tenant"
                        + " ORDER BY code")
                .bind("tenant", callers.tenantId())
                .map(
                    (row, context) ->
                        new ReasonCodeView(
                            row.getString("code"),
                            row.getLong("version"),
                            row.getString("label"),
                            Rows.strings(row, "applies_to").stream().map(Outcome::valueOf).toList(),
                            row.getObject("avoidable", Boolean.class),
                            row.getBoolean("active")))
                .list());
  }

  private static ReasonCodeView code(String code, String label, String[] appliesTo, @Nullable Boolean avoidable) {
    return new ReasonCodeView(code, 1, label, Arrays.stream(appliesTo).map(Outcome::valueOf).toList(), avoidable, true);
  }
}
