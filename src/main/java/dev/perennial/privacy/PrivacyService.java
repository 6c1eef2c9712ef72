package dev.perennial.privacy;

import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.ProblemException;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/** Shows and erases what is held about a person. */
@ApplicationScoped
public class PrivacyService {
  private final PrivacyRepository repository;
  private final EventLog log;
  private final Clock clock;

  PrivacyService(PrivacyRepository repository, EventLog log, Clock clock) {
    this.repository = repository;
    this.log = log;
    this.clock = clock;
  }

  PersonalData export(PersonKind kind, UUID id) {
    return repository.export(kind, id, clock.instant()).orElseThrow(() -> ProblemException.notFound(kind.label()));
  }

  /**
   * Erases a person for good. Its id stays, and with it every score and every number.
   *
   * @throws ProblemException 404 when there is no such person, 409 while an import of such people is at work
   */
  /** Reads the tenant's facts once: longer than other transactions may take. */
  @Transactional
  @TransactionConfiguration(timeout = 900)
  Erasure erase(PersonKind kind, UUID id) {
    Instant now = clock.instant();
    OptionalLong records = repository.erase(kind, id, now);
    if (records.isEmpty()) {
      throw ProblemException.notFound(kind.label());
    }
    if (repository.isBeingImported(kind)) {
      throw ProblemException.conflict(
          "An import of " + kind.importResource() + " is at work and might bring the person back; repeat when it has ended.");
    }
    log.append(new Event(kind.label() + ".erased", kind.label(), id, null, null, null, null));
    return new Erasure(id, now, records.getAsLong());
  }
}
