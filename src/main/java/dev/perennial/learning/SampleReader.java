package dev.perennial.learning;

import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a selection of what a caller asked for; references become ids. */
@Singleton
class SampleReader {
  /** More would not be read. */
  private static final int MOST_ERRORS = 100;

  private final References references;
  private final SettingsService settings;
  private final Clock clock;

  SampleReader(References references, SettingsService settings, Clock clock) {
    this.references = references;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param pointer where the fields are in the body
   * @throws ProblemException 400 for a day to come, or what does not exist
   */
  SampleSelection read(@Nullable SampleFields given, String pointer) {
    SampleFields fields = given == null ? SampleFields.ALL : given;
    Settings rules = settings.current();
    LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone());
    LocalDate decidedUntil = fields.decidedUntil() == null ? today : fields.decidedUntil();
    List<FieldError> errors = new ArrayList<>();
    if (decidedUntil.isAfter(today)) {
      errors.add(FieldError.at(pointer + "/decidedUntil", "in_future", "decidedUntil must not lie in the future."));
    }
    if (fields.dueFrom() != null && fields.dueUntil() != null && fields.dueUntil().isBefore(fields.dueFrom())) {
      errors.add(FieldError.at(pointer + "/dueUntil", "invalid", "dueUntil must not lie before dueFrom."));
    }
    UUID @Nullable [] renewals = ids(ResourceType.RENEWAL, fields.renewals(), pointer + "/renewals", errors);
    UUID @Nullable [] customers = ids(ResourceType.CUSTOMER, fields.customers(), pointer + "/customers", errors);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors.subList(0, Math.min(MOST_ERRORS, errors.size())));
    }
    return new SampleSelection(
        fields.leadDays() == null ? SampleSelection.LEAD_DAYS : fields.leadDays(),
        decidedUntil,
        fields.dueFrom(),
        fields.dueUntil(),
        Boolean.TRUE.equals(fields.inferred()),
        Boolean.TRUE.equals(fields.evergreen()) ? rules.horizonDays() : null,
        renewals,
        customers);
  }

  private UUID @Nullable [] ids(
      ResourceType type, @Nullable List<Reference> named, String pointer, List<FieldError> errors) {
    if (named == null) {
      return null;
    }
    List<References.TypedReference> wanted =
        named.stream().map(reference -> new References.TypedReference(type, reference)).toList();
    Map<References.TypedReference, UUID> found = references.find(wanted).ids();
    Set<UUID> ids = new LinkedHashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      UUID id = found.get(wanted.get(i));
      if (id == null) {
        errors.add(
            FieldError.at(
                pointer + "/" + i, "not_found", "There is no " + type.label() + " " + named.get(i) + "."));
      } else {
        ids.add(id);
      }
    }
    return ids.toArray(UUID[]::new);
  }
}
