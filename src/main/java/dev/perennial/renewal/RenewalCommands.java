package dev.perennial.renewal;

import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens a renewal for a step: locked, undecided, at the version its reader saw. */
@Singleton
class RenewalCommands {
  private final RenewalRepository repository;

  RenewalCommands(RenewalRepository repository) {
    this.repository = repository;
  }

  /** @param ifMatch version the caller saw, null when it does not care */
  RenewalEntity open(UUID id, @Nullable Long ifMatch) {
    RenewalEntity renewal = repository.lock(id).orElseThrow(() -> ProblemException.notFound("renewal"));
    if (!renewal.isOpen()) {
      throw ProblemException.conflict(
          "The renewal is decided: " + renewal.outcome + " on " + renewal.decidedDate + ". A renewal has one outcome.");
    }
    if (ifMatch != null && ifMatch != renewal.version) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, "The renewal has changed since you read it; read it again, then repeat.");
    }
    return renewal;
  }
}
