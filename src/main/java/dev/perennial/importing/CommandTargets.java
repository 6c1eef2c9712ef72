package dev.perennial.importing;

import dev.perennial.contract.ContractTransfers;
import dev.perennial.coterm.CoTermGroupService;
import dev.perennial.merge.CustomerMergeService;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.json.MergePatch;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The commands that a file can hold, one in a row. */
@Singleton
class CommandTargets {
  private final List<ImportTarget> all;

  CommandTargets(
      ContractTransfers transfers, CustomerMergeService merges, CoTermGroupService groups, MergePatch reader,
      Validation validation, RowSavepoint savepoint) {
    all =
        List.of(
            new CommandTarget<>(
                "transfers", TransferRow.class, (row, source) -> transfers.transferOnce(row.contract(), row.request(source)),
                Map.of("/toCustomerId", "/toCustomer", "/externalIds", "/externalId"), reader, validation, savepoint),
            new CommandTarget<>(
                "customer-merges", CustomerMergeRow.class, (row, source) -> merges.mergeOnce(row.customer(), row.into()),
                Map.of(), reader, validation, savepoint),
            new CommandTarget<>(
                "co-term-groups", CoTermGroupRow.class, (row, source) -> groups.createOnce(row.request()),
                Map.of("/contractIds", "/contracts"), reader, validation, savepoint));
  }

  List<ImportTarget> all() {
    return all;
  }
}
