package dev.perennial.editing;

/**
 * SQL that looks up many external ids. Each by itself, and the {@code OFFSET} keeps it so: before a
 * new database has statistics the planner would rather read all keys of the tenant at every look-up,
 * and a first import would take the square of its rows.
 */
public final class ExternalKeyJoin {
  private ExternalKeyJoin() {}

  /**
   * Joins the keys as {@code k}. Needs {@code :tenant}.
   *
   * @param wanted alias of rows with {@code source} and {@code external_id}
   * @param type SQL expression of the resource type
   */
  public static String of(String wanted, String type) {
    return " CROSS JOIN LATERAL (SELECT * FROM app.external_key x WHERE x.tenant_id = :tenant AND x.resource_type = "
        + type
        + " AND x.source = "
        + wanted
        + ".source AND x.external_id = "
        + wanted
        + ".external_id OFFSET 0) k ";
  }
}
