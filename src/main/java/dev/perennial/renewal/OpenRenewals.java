package dev.perennial.renewal;

import dev.perennial.platform.http.ProblemException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which renewal of a contract a file means, since files know contracts and no renewals. */
final class OpenRenewals {
  private static final Comparator<RenewalEntity> BY_DUE_DATE =
      Comparator.comparing(renewal -> renewal.dueDate, Comparator.nullsLast(Comparator.naturalOrder()));

  private OpenRenewals() {}

  /**
   * The open one of a contract's renewals: of several the next, or the one due on a date.
   *
   * @throws ProblemException 404 when there is none, 409 when it is decided
   */
  static RenewalEntity find(List<RenewalEntity> ofContract, @Nullable LocalDate dueDate) {
    List<RenewalEntity> fitting =
        ofContract.stream()
            .filter(renewal -> renewal.kind != RenewalKind.LINE && renewal.outcome != Outcome.VOIDED)
            .filter(renewal -> dueDate == null || dueDate.equals(renewal.dueDate))
            .sorted(BY_DUE_DATE)
            .toList();
    if (fitting.isEmpty()) {
      throw ProblemException.notFound("renewal of the contract" + (dueDate == null ? "" : " due " + dueDate));
    }
    return fitting.stream()
        .filter(RenewalEntity::isOpen)
        .findFirst()
        .orElseThrow(() -> ProblemException.conflict("The renewal is decided; this is said while it is open."));
  }
}
