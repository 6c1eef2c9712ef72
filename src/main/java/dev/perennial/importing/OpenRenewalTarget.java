package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.renewal.ImportedRenewals;
import dev.perennial.renewal.OpenRenewalPatch;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of open renewals: offers, forecasts, calls and next steps, of which a row names those it changes. */
@Singleton
class OpenRenewalTarget implements ImportTarget {
  private static final int CHUNK = 1_000;

  private final ImportedRenewals renewals;
  private final ContractRows rows;

  OpenRenewalTarget(ImportedRenewals renewals, ContractRows rows) {
    this.renewals = renewals;
    this.rows = rows;
  }

  @Override
  public String resource() {
    return "open-renewals";
  }

  @Override
  public Class<?> fieldsType() {
    return OpenRenewalRow.class;
  }

  @Override
  public boolean keyed() {
    return false;
  }

  @Override
  public int chunkSize() {
    return CHUNK;
  }

  @Override
  public List<RowResult> write(List<MappedRow> chunk, ImportOrder order) {
    return rows.write(
        chunk.stream().map(OpenRenewalTarget::withoutEmptyMoney).toList(), OpenRenewalRow.class, OpenRenewalRow::contract,
        (contract, row, raw) ->
            new OpenRenewalPatch(contract, row.dueDate(), patch(raw)),
        renewals::patch);
  }

  /** A constant currency beside an empty amount says nothing. */
  private static MappedRow withoutEmptyMoney(MappedRow row) {
    ObjectNode body = row.body();
    if (body.get("offer") instanceof ObjectNode offer && isOnlyCurrency(offer.get("amount"))) {
      offer.remove("amount");
      if (offer.isEmpty()) {
        body.remove("offer");
      }
    }
    if (isOnlyCurrency(body.get("forecastAmount"))) {
      body.remove("forecastAmount");
    }
    return row;
  }

  private static boolean isOnlyCurrency(@Nullable JsonNode money) {
    return money != null && money.size() == 1 && money.has("currency");
  }

  private static JsonNode patch(MappedRow raw) {
    ObjectNode patch = raw.body().deepCopy();
    patch.remove(List.of("contract", "dueDate"));
    return patch;
  }
}
