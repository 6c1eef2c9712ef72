package dev.perennial.signal;

import dev.perennial.editing.ResourceType;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import dev.perennial.tenant.UnknownTypes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds a batch against the rules, the catalogue and what its references lead to. */
@Singleton
class SignalJudge {
  /** Stands where the customer of an unmatched signal will be. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final SignalRules rules;
  private final SignalCatalogue catalogue;
  private final SignalReferenceRepository references;
  private final SettingsService settings;

  SignalJudge(
      SignalRules rules, SignalCatalogue catalogue, SignalReferenceRepository references, SettingsService settings) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.references = references;
    this.settings = settings;
  }

  Judged judge(List<SignalFields> batch, Intake intake, Instant now) {
    Map<Integer, ProblemException> refused = refusals(batch, intake, now);
    List<SignalFields> valid = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (!refused.containsKey(i)) {
        valid.add(batch.get(i));
      }
    }
    SignalReferences found = references.resolve(valid);
    List<@Nullable Signal> signals = new ArrayList<>();
    Map<Integer, UnmatchedSignal> unmatched = new LinkedHashMap<>();
    List<Boolean> unrevised = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      SignalFields fields = batch.get(i);
      unrevised.add(fields.revision() == null);
      if (refused.containsKey(i)) {
        signals.add(null);
        continue;
      }
      boolean waits = intake.keepUnmatched() && found.lacksExternalCustomer(fields);
      ProblemException missing = waits ? found.missingOther(fields) : found.missing(fields);
      if (missing != null) {
        refused.put(i, missing);
        signals.add(null);
      } else if (waits) {
        unmatched.put(i, new UnmatchedSignal(signal(fields, NOBODY, found, now), fields.customer()));
        signals.add(null);
      } else {
        signals.add(signal(fields, customer(fields, found), found, now));
      }
    }
    return new Judged(signals, refused, unmatched, unrevised, now);
  }

  private Map<Integer, ProblemException> refusals(List<SignalFields> batch, Intake intake, Instant now) {
    UnknownTypes unknown =
        intake.unknownTypes() == null ? settings.recent().unknownSignalTypes() : intake.unknownTypes();
    SignalCatalogue.Types types = catalogue.read();
    Map<Integer, ProblemException> refused = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      ProblemException refusal = rules.refusal(batch.get(i), now);
      if (refusal == null) {
        List<FieldError> faults = types.faults(batch.get(i), unknown == UnknownTypes.REFUSE);
        refusal = faults.isEmpty() ? null : ProblemException.invalid(faults);
      }
      if (refusal != null) {
        refused.put(i, refusal);
      }
    }
    return refused;
  }

  private static UUID customer(SignalFields fields, SignalReferences found) {
    UUID customer = found.customer(fields.customer());
    if (customer == null) {
      throw new IllegalStateException("the customer was not resolved");
    }
    return customer;
  }

  private static Signal signal(SignalFields fields, UUID customer, SignalReferences found, Instant now) {
    return new Signal(
        fields.source(),
        fields.sourceId(),
        fields.revisionOrZero(),
        customer,
        fields.kind(),
        fields.type(),
        fields.occurredAt().truncatedTo(ChronoUnit.MICROS),
        fields.knownAt() == null ? now : fields.knownAt().truncatedTo(ChronoUnit.MICROS),
        fields.value(),
        fields.sentiment(),
        fields.severity(),
        fields.direction(),
        fields.channel(),
        fields.phase(),
        fields.subjectKey(),
        fields.isRetracted(),
        found.id(ResourceType.CONTACT, fields.contactId()),
        found.id(ResourceType.CONTRACT, fields.contractId()),
        found.id(ResourceType.PRODUCT, fields.productId()),
        fields.attributes() == null ? Map.of() : fields.attributes(),
        found.participants(fields));
  }
}
