package dev.perennial.programme;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is spread evenly over the arms. */
@Schema(name = "ProgrammeStratum")
public enum Stratum {
  TIER("coalesce(c.tier, '')"),
  REGION("coalesce(c.region, '')"),
  SIZE_CLASS("coalesce(c.size_class, '')"),
  /** Band of the last stored score. */
  RISK_BAND("coalesce(b.band, '')");

  private final String sql;

  Stratum(String sql) {
    this.sql = sql;
  }

  /** An expression on {@code app.customer c} and {@code app.renewal_board b}. */
  String sql() {
    return sql;
  }
}
