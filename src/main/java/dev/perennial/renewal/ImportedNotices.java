package dev.perennial.renewal;

import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records notices of open renewals from an import: given, withdrawn, given again, in the order of the file. The same again
 * changes nothing; a notice that is recorded otherwise is refused. Set-based: one read with lock, one read of what is known,
 * and then a round for each step of the renewal that has most of them, each of which is told like one that comes by itself.
 */
@ApplicationScoped
public class ImportedNotices {
  private final RenewalRepository repository;
  private final NoticeRepository notices;
  private final RenewalWriter writer;
  private final SettingsService settings;

  ImportedNotices(
      RenewalRepository repository, NoticeRepository notices, RenewalWriter writer, SettingsService settings) {
    this.repository = repository;
    this.notices = notices;
    this.writer = writer;
    this.settings = settings;
  }

  /** One result per notice, in order; a faulty one is left out and the others are written. */
  @Transactional
  public List<Written> record(List<ImportedNotice> imported) {
    Set<UUID> contracts = imported.stream().map(ImportedNotice::contractId).collect(Collectors.toSet());
    Map<UUID, List<RenewalEntity>> renewals = repository.lockByContract(contracts);
    Known known = new Known();
    notices.of(renewals.values().stream().flatMap(List::stream).map(renewal -> renewal.id).toList()).forEach(known::add);
    Written[] results = new Written[imported.size()];
    List<Integer> waiting = IntStream.range(0, imported.size()).boxed().toList();
    while (!waiting.isEmpty()) {
      waiting = round(imported, waiting, renewals, known, results);
    }
    return List.of(results);
  }

  /** At most one step of each renewal; returns the rows that wait for the next. */
  private List<Integer> round(
      List<ImportedNotice> imported, List<Integer> rows, Map<UUID, List<RenewalEntity>> renewals, Known known,
      Written[] results) {
    LocalDate today = settings.today();
    Round round = new Round(known);
    for (int i : rows) {
      ImportedNotice row = imported.get(i);
      try {
        check(row, today);
        RenewalEntity renewal = OpenRenewals.find(renewals.getOrDefault(row.contractId(), List.of()), row.dueDate());
        if (round.isTouched(renewal)) {
          round.waiting.add(i);
        } else {
          Written.Status status = step(renewal, row, round);
          boolean isSecondStep = results[i] != null;
          results[i] = isSecondStep ? results[i] : new Written(i, status, renewal.id, null);
          if (status == Written.Status.CREATED && row.withdrawnDate() != null) {
            round.waiting.add(i); // given in this round, withdrawn in the next
          }
        }
      } catch (ProblemException e) {
        results[i] = new Written(i, Written.Status.FAILED, null, e);
      }
    }
    notices.withdraw(round.withdrawn);
    notices.receive(round.received);
    writer.tell(round.told);
    return round.waiting;
  }

  private static void check(ImportedNotice row, LocalDate today) {
    RenewalSteps.checkDates(row.receivedDate(), row.effectiveDate(), today);
    LocalDate withdrawn = row.withdrawnDate();
    if (withdrawn != null && (withdrawn.isAfter(today) || withdrawn.isBefore(row.receivedDate()))) {
      throw ProblemException.invalid(
          FieldError.at("/withdrawnDate", "out_of_range", "A notice is withdrawn after it was received, and not in the future."));
    }
  }

  private static Written.Status step(RenewalEntity renewal, ImportedNotice row, Round round) {
    @Nullable Notice known = round.known.find(renewal.id, row.receivedDate());
    if (known == null) {
      if (renewal.isNoticed()) {
        throw RenewalSteps.inForce(renewal);
      }
      round.receive(renewal, row);
      return Written.Status.CREATED;
    }
    checkSame(known, row);
    if (row.withdrawnDate() == null || !known.isInForce()) {
      return Written.Status.UNCHANGED;
    }
    round.withdraw(renewal, known, row.withdrawnDate());
    return Written.Status.UPDATED;
  }

  /** What is recorded is not changed in passing: a file that says otherwise is told so. */
  private static void checkSame(Notice known, ImportedNotice row) {
    boolean otherEnd = row.effectiveDate() != null && !row.effectiveDate().equals(known.effectiveDate());
    boolean otherDay =
        !known.isInForce() && row.withdrawnDate() != null && known.withdrawnDate() != null
            && !Objects.equals(row.withdrawnDate(), known.withdrawnDate());
    if (otherEnd || otherDay) {
      throw ProblemException.conflict(
          "The notice of " + known.receivedDate() + " is recorded with another "
              + (otherEnd ? "effective date" : "day of withdrawal") + ".");
    }
  }

  /** The notices there are of each renewal. */
  private static final class Known {
    private final Map<UUID, List<Notice>> byRenewal = new HashMap<>();

    void add(Notice notice) {
      byRenewal.computeIfAbsent(notice.renewalId(), id -> new ArrayList<>()).add(notice);
    }

    void replace(Notice notice, Notice by) {
      byRenewal.getOrDefault(notice.renewalId(), new ArrayList<>()).replaceAll(other -> other.equals(notice) ? by : other);
    }

    @Nullable Notice find(UUID renewal, LocalDate received) {
      return byRenewal.getOrDefault(renewal, List.of()).stream()
          .filter(notice -> notice.receivedDate().equals(received))
          .reduce((older, newer) -> newer)
          .orElse(null);
    }
  }

  /** What is written together. */
  private static final class Round {
    private final Known known;
    private final Set<UUID> touched = new HashSet<>();
    private final List<Notice> received = new ArrayList<>();
    private final Map<UUID, LocalDate> withdrawn = new HashMap<>();
    private final List<ToldChange> told = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();

    Round(Known known) {
      this.known = known;
    }

    boolean isTouched(RenewalEntity renewal) {
      return touched.contains(renewal.id);
    }

    void receive(RenewalEntity renewal, ImportedNotice row) {
      touched.add(renewal.id);
      RenewalChange change = RenewalChange.of(renewal);
      renewal.receive(row.receivedDate(), row.effectiveDate());
      Notice notice = Notice.received(renewal.id, row.receivedDate(), row.effectiveDate(), row.note());
      received.add(notice);
      known.add(notice);
      told.add(new ToldChange(change, RenewalEvents.NOTICE_RECEIVED, row.note()));
    }

    void withdraw(RenewalEntity renewal, Notice notice, LocalDate day) {
      touched.add(renewal.id);
      RenewalChange change = RenewalChange.of(renewal);
      renewal.withdrawNotice();
      withdrawn.put(renewal.id, day);
      known.replace(notice, notice.withdrawn(day));
      told.add(new ToldChange(change, RenewalEvents.NOTICE_WITHDRAWN, null));
    }
  }
}
