package dev.perennial.fact;

import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.References.TypedReference;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a batch of facts from what was sent to what is stored: checks, references, one store. */
@Singleton
public class Facts {
  private static final String MANUAL = "manual";

  private final FactRules rules;
  private final References references;
  private final Clock clock;
  private final Ids ids;

  Facts(FactRules rules, References references, Clock clock, Ids ids) {
    this.rules = rules;
    this.references = references;
    this.clock = clock;
    this.ids = ids;
  }

  /** What stores a checked batch and says which keys were new. */
  @FunctionalInterface
  public interface Store<F extends FactFields> {
    Set<FactKey> store(List<Fact<F>> batch, Instant now);
  }

  /**
   * Stores what can be stored and says of each what became of it, in order; in the caller's transaction.
   *
   * @param pointer where a body names what the fact is about
   * @param atomic with one refused none is stored
   */
  public <F extends FactFields> List<FactOutcome> receive(
      List<F> batch, ResourceType about, String pointer, String table, boolean atomic, Store<F> store) {
    Instant now = clock.instant();
    References.Found found = references.find(wanted(batch, about));
    Map<Integer, ProblemException> refused = new HashMap<>();
    List<@Nullable Fact<F>> facts = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      ProblemException refusal = refusal(batch.get(i), about, pointer, found, now);
      if (refusal != null) {
        refused.put(i, refusal);
      }
      facts.add(refusal == null ? fact(batch.get(i), about, found, now) : null);
    }
    List<Fact<F>> good = distinct(facts);
    boolean none = good.isEmpty() || atomic && !refused.isEmpty();
    Set<FactKey> stored = new HashSet<>(none ? Set.of() : store.store(good, now));
    List<FactOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      Fact<F> fact = facts.get(i);
      outcomes.add(
          fact == null
              ? FactOutcome.refused(Objects.requireNonNull(refused.get(i)))
              : new FactOutcome(stored.remove(fact.key()), fact.key().id(table), null));
    }
    return outcomes;
  }

  /** The first of equal keys. */
  private static <F extends FactFields> List<Fact<F>> distinct(List<@Nullable Fact<F>> facts) {
    Set<FactKey> seen = new HashSet<>();
    List<Fact<F>> distinct = new ArrayList<>();
    for (Fact<F> fact : facts) {
      if (fact != null && seen.add(fact.key())) {
        distinct.add(fact);
      }
    }
    return distinct;
  }

  private static <F extends FactFields> List<TypedReference> wanted(List<F> batch, ResourceType about) {
    List<TypedReference> wanted = new ArrayList<>();
    for (F fields : batch) {
      add(wanted, about, fields.about());
      add(wanted, ResourceType.CONTACT, fields.respondentContactId());
    }
    return wanted;
  }

  private static void add(List<TypedReference> wanted, ResourceType type, @Nullable Reference reference) {
    if (reference != null) {
      wanted.add(new TypedReference(type, reference));
    }
  }

  private @Nullable ProblemException refusal(
      FactFields fields, ResourceType about, String pointer, References.Found found, Instant now) {
    ProblemException refusal = rules.refusal(fields, now);
    if (refusal != null) {
      return refusal;
    }
    if (fields.about() == null) {
      return ProblemException.invalid(FieldError.at(pointer, "required", "Name what the fact is about."));
    }
    if (!found.ids().containsKey(new TypedReference(about, fields.about()))) {
      return missing(pointer, about);
    }
    Reference respondent = fields.respondentContactId();
    return respondent == null || found.ids().containsKey(new TypedReference(ResourceType.CONTACT, respondent))
        ? null
        : missing("/respondentContactId", ResourceType.CONTACT);
  }

  private static ProblemException missing(String pointer, ResourceType type) {
    String detail = "There is no such " + type.label().replace('_', ' ') + ".";
    return new ProblemException(ProblemType.NOT_FOUND, detail, List.of(FieldError.at(pointer, "not_found", detail)));
  }

  private <F extends FactFields> Fact<F> fact(F fields, ResourceType about, References.Found found, Instant now) {
    Reference respondent = fields.respondentContactId();
    UUID contact = respondent == null ? null : found.require(ResourceType.CONTACT, respondent);
    Instant occurred = fields.occurredAt();
    Instant known = fields.knownAt();
    return new Fact<>(
        fields.source() == null ? MANUAL : fields.source(),
        fields.sourceId() == null ? ids.next().toString() : fields.sourceId(),
        fields.revision() == null ? 0 : fields.revision(),
        found.require(about, Objects.requireNonNull(fields.about())),
        fields.value(),
        contact,
        occurred == null ? now : occurred.truncatedTo(ChronoUnit.MICROS),
        known == null ? now : known.truncatedTo(ChronoUnit.MICROS),
        Boolean.TRUE.equals(fields.retracted()),
        fields);
  }
}
