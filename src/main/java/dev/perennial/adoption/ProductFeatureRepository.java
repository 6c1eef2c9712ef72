package dev.perennial.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Stored definitions of features. */
@Singleton
class ProductFeatureRepository {
  private static final String SELECT =
      "SELECT code, version, name, product_id, release_date, predicate, updated_at FROM app.product_feature WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  ProductFeatureRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  void put(ProductFeatureView feature) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.product_feature (tenant_id, code, version, name, product_id, release_date, predicate, updated_at)"
                        + " VALUES (:tenant, :code, :version, :name, :product, :release, :predicate, :now)"
                        + " ON CONFLICT (tenant_id, code) DO UPDATE SET version = excluded.version, name = excluded.name, product_id = excluded.product_id,"
                        + " release_date = excluded.release_date, predicate = excluded.predicate, updated_at = excluded.updated_at")
                .bind("tenant", callers.tenantId())
                .bind("code", feature.code())
                .bind("version", feature.version())
                .bind("name", feature.name())
                .bind("product", feature.productId())
                .bind("release", feature.releaseDate())
                .bind("predicate", json.<JsonNode>valueToTree(feature.predicate()))
                .bind("now", feature.updatedAt())
                .execute());
  }

  List<ProductFeatureView> all() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " ORDER BY code").bind("tenant", callers.tenantId())
                .map((row, context) -> read(row)).list());
  }

  Optional<ProductFeatureView> find(String code) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " AND code = :code").bind("tenant", callers.tenantId()).bind("code", code)
                .map((row, context) -> read(row)).findOne());
  }

  private ProductFeatureView read(ResultSet row) throws SQLException {
    try {
      return new ProductFeatureView(
          row.getString("code"), row.getLong("version"), row.getString("name"), Rows.uuidOrNull(row, "product_id"), Rows.date(row, "release_date"),
          json.readValue(row.getString("predicate"), SignalPredicate.class), Rows.instant(row, "updated_at"));
    } catch (IOException e) {
      throw new IllegalStateException("a stored feature is not readable", e);
    }
  }
}
