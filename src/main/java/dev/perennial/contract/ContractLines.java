package dev.perennial.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code app.contract_line}, the queryable twin of the lines inside contracts: two statements
 * per batch.
 */
@Singleton
class ContractLines {
  private static final String INSERT =
      """
      INSERT INTO app.contract_line (tenant_id, id, contract_id, customer_id, position, product_id, quantity, unit_price,
                                     discount_percent, charge_type, amount_period, start_date, end_date, mrr)
      SELECT :tenant, l."id", l."contractId", l."customerId", l."position", l."productId", l."quantity", l."unitPrice",
             l."discountPercent", l."chargeType", l."amountPeriod", l."startDate", l."endDate", l."mrr"
      FROM jsonb_to_recordset(CAST(:lines AS jsonb)) AS l(
             "id" uuid, "contractId" uuid, "customerId" uuid, "position" int, "productId" uuid, "quantity" numeric,
             "unitPrice" numeric, "discountPercent" numeric, "chargeType" text, "amountPeriod" text, "startDate" date,
             "endDate" date, "mrr" numeric)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  ContractLines(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  void replace(Collection<ContractEntity> contracts) {
    List<Row> rows = new ArrayList<>();
    contracts.forEach(contract -> addRows(rows, contract));
    UUID[] ids = contracts.stream().map(contract -> contract.id).toArray(UUID[]::new);
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "DELETE FROM app.contract_line WHERE tenant_id = :tenant AND contract_id = ANY(:ids)")
              .bind("tenant", callers.tenantId())
              .bind("ids", ids)
              .execute();
          handle
              .createUpdate(INSERT)
              .bind("tenant", callers.tenantId())
              .bind("lines", Json.write(json, rows))
              .execute();
        });
  }

  private static void addRows(List<Row> rows, ContractEntity contract) {
    ContractTerm term = contract.term();
    for (int position = 0; position < contract.lines.size(); position++) {
      ContractLineFields line = contract.lines.get(position);
      rows.add(
          new Row(
              line.id(),
              contract.id,
              contract.customerId,
              position,
              line.productId().id(),
              line.quantity(),
              line.unitPrice(),
              line.discountPercent(),
              line.chargeType(),
              line.amountPeriod(),
              term.startOf(line),
              term.endOf(line),
              RecurringRevenue.mrr(contract.kind, term, line)));
    }
  }

  /** One row of the table, as JSON carries it. */
  private record Row(
      @Nullable UUID id,
      UUID contractId,
      UUID customerId,
      int position,
      @Nullable UUID productId,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal discountPercent,
      ChargeType chargeType,
      AmountPeriod amountPeriod,
      LocalDate startDate,
      @Nullable LocalDate endDate,
      BigDecimal mrr) {}
}
