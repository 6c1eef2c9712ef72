package dev.perennial.importing;

import dev.perennial.renewal.ImportedNotice;
import dev.perennial.renewal.ImportedNotices;
import jakarta.inject.Singleton;
import java.util.List;

/** Notices of open renewals: given, withdrawn, given again, in the order of the file. */
@Singleton
class NoticeTarget implements ImportTarget {
  private static final int CHUNK = 1_000;

  private final ImportedNotices notices;
  private final ContractRows rows;

  NoticeTarget(ImportedNotices notices, ContractRows rows) {
    this.notices = notices;
    this.rows = rows;
  }

  @Override
  public String resource() {
    return "notices";
  }

  @Override
  public Class<?> fieldsType() {
    return NoticeRow.class;
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
        chunk, NoticeRow.class, NoticeRow::contract,
        (contract, row, raw) ->
            new ImportedNotice(
                contract, row.dueDate(), row.receivedDate(), row.effectiveDate(), row.withdrawnDate(), row.note()),
        notices::record);
  }
}
