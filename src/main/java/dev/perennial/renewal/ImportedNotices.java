package dev.perennial.renewal;

import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records notices of open renewals from an import: given, withdrawn, given again, in the order of the file. The same again
 * changes nothing. Set-based: one read with lock, one read of what is known, one write of each kind.
 */
@ApplicationScoped
public class ImportedNotices {
  private final RenewalRepository repository;
  private final NoticeRepository notices;
  private final RenewalWriter writer;
  private final SettingsService settings;
  private final SyncMode mode;

  ImportedNotices(
      RenewalRepository repository, NoticeRepository notices, RenewalWriter writer, SettingsService settings, SyncMode mode) {
    this.repository = repository;
    this.notices = notices;
    this.writer = writer;
    this.settings = settings;
    this.mode = mode;
  }

  /** One result per notice, in order; a faulty one is left out and the others are written. */
  @Transactional
  public List<Written> record(List<ImportedNotice> imported) {
    Set<UUID> contracts = new HashSet<>();
    imported.forEach(notice -> contracts.add(notice.contractId()));
    Batch batch = new Batch(settings.today(), repository.lockByContract(contracts));
    List<UUID> ids = batch.renewals.values().stream().flatMap(List::stream).map(renewal -> renewal.id).toList();
    notices.of(ids).forEach(batch::add);
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < imported.size(); i++) {
      try {
        written.add(record(i, imported.get(i), batch));
      } catch (ProblemException e) {
        written.add(new Written(i, Written.Status.FAILED, null, e));
      }
    }
    notices.withdraw(batch.withdrawn);
    notices.receive(batch.received);
    writer.write(batch.changed(), mode.isQuiet());
    return written;
  }

  private Written record(int index, ImportedNotice imported, Batch batch) {
    RenewalSteps.checkDates(imported.receivedDate(), imported.effectiveDate(), batch.today);
    LocalDate withdrawn = imported.withdrawnDate();
    if (withdrawn != null && (withdrawn.isAfter(batch.today) || withdrawn.isBefore(imported.receivedDate()))) {
      throw ProblemException.invalid(
          FieldError.at("/withdrawnDate", "out_of_range", "A notice is withdrawn after it was received, and not in the future."));
    }
    RenewalEntity renewal =
        OpenRenewals.find(batch.renewals.getOrDefault(imported.contractId(), List.of()), imported.dueDate());
    @Nullable Notice known = batch.known(renewal.id, imported.receivedDate());
    if (known == null) {
      receive(renewal, imported, batch);
      return new Written(index, Written.Status.CREATED, renewal.id, null);
    }
    if (known.isInForce() == (withdrawn == null)) {
      return new Written(index, Written.Status.UNCHANGED, renewal.id, null);
    }
    if (withdrawn == null) {
      throw ProblemException.conflict("The notice of " + imported.receivedDate() + " was withdrawn already.");
    }
    batch.withdraw(renewal, known, start(withdrawn));
    return new Written(index, Written.Status.UPDATED, renewal.id, null);
  }

  private void receive(RenewalEntity renewal, ImportedNotice imported, Batch batch) {
    LocalDate withdrawn = imported.withdrawnDate();
    if (withdrawn == null && renewal.isNoticed()) {
      throw RenewalSteps.inForce(renewal);
    }
    Notice notice =
        new Notice(
            renewal.id, imported.receivedDate(), imported.effectiveDate(), withdrawn == null ? null : start(withdrawn),
            imported.note());
    batch.receive(renewal, notice);
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(settings.recent().zone()).toInstant();
  }

  /** What a chunk found and what it changes. */
  private static final class Batch {
    private final LocalDate today;
    private final Map<UUID, List<RenewalEntity>> renewals;
    private final Map<UUID, List<Notice>> known = new HashMap<>();
    private final Map<UUID, RenewalChange> changes = new HashMap<>();
    private final Map<UUID, Instant> withdrawn = new HashMap<>();
    private final List<Notice> received = new ArrayList<>();

    Batch(LocalDate today, Map<UUID, List<RenewalEntity>> renewals) {
      this.today = today;
      this.renewals = renewals;
    }

    void add(Notice notice) {
      known.computeIfAbsent(notice.renewalId(), id -> new ArrayList<>()).add(notice);
    }

    @Nullable Notice known(UUID renewal, LocalDate received) {
      return known.getOrDefault(renewal, List.of()).stream()
          .filter(notice -> notice.receivedDate().equals(received))
          .reduce((older, newer) -> newer)
          .orElse(null);
    }

    void receive(RenewalEntity renewal, Notice notice) {
      if (notice.isInForce()) {
        changes.computeIfAbsent(renewal.id, id -> RenewalChange.of(renewal));
        renewal.receive(notice.receivedDate(), notice.effectiveDate());
      }
      received.add(notice);
      add(notice);
    }

    /** Not those that were given and withdrawn in this chunk, and are as they were. */
    List<RenewalChange> changed() {
      return changes.values().stream()
          .filter(change -> !RenewalState.of(change.renewal()).equals(change.before()))
          .toList();
    }

    /** One that came in this chunk is stored as withdrawn, one that is stored is changed. */
    void withdraw(RenewalEntity renewal, Notice notice, Instant when) {
      changes.computeIfAbsent(renewal.id, id -> RenewalChange.of(renewal));
      renewal.withdrawNotice();
      Notice ended =
          new Notice(notice.renewalId(), notice.receivedDate(), notice.effectiveDate(), when, notice.note());
      if (received.remove(notice)) {
        received.add(ended);
      } else {
        withdrawn.put(renewal.id, when);
      }
      known.getOrDefault(renewal.id, new ArrayList<>()).replaceAll(other -> other.equals(notice) ? ended : other);
    }
  }
}
