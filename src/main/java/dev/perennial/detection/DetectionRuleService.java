package dev.perennial.detection;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.Replacement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules: read, and stored as new versions. */
@ApplicationScoped
public class DetectionRuleService {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,59}");

  private final DetectionRuleRepository repository;
  private final RuleChecks checks;
  private final Replacement replacement;
  private final ConfigurationAudit audit;
  private final CallerContext callers;
  private final Clock clock;

  DetectionRuleService(
      DetectionRuleRepository repository, RuleChecks checks, Replacement replacement, ConfigurationAudit audit,
      CallerContext callers, Clock clock) {
    this.repository = repository;
    this.checks = checks;
    this.replacement = replacement;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  List<DetectionRuleView> list() {
    return repository.newest().stream().map(DetectionRuleView::of).toList();
  }

  DetectionRuleView get(String code) {
    return versions(code).getFirst();
  }

  List<DetectionRuleView> versions(String code) {
    List<DetectionRule> versions = repository.versions(code);
    if (versions.isEmpty()) {
      throw ProblemException.notFound("detection rule");
    }
    return versions.stream().map(DetectionRuleView::of).toList();
  }

  /**
   * Stores a rule: what differs from the newest version becomes a new one, which takes over from its {@code effectiveFrom}
   * on; an inactive one ends what there is, and is a version, too.
   */
  @Transactional
  DetectionRuleView put(String code, DetectionRuleFields fields, @Nullable Long ifMatch) {
    if (!CODE.matcher(code).matches()) {
      throw ProblemException.invalid(
          FieldError.parameter("code", "invalid", "A code is lower-case letters, digits and underscores: ticket_burst."));
    }
    Instant now = clock.instant();
    checks.check(fields, now, "");
    int version =
        (int) replacement.nextVersion("detection rule", code, ifMatch, () -> newest(code), rule -> (long) rule.version());
    Optional<DetectionRule> newest = newest(code);
    Instant from = fields.effectiveFrom() == null ? now : fields.effectiveFrom().truncatedTo(ChronoUnit.MICROS);
    if (newest.isPresent() && isInForce(newest.get(), fields)) {
      return DetectionRuleView.of(newest.get());
    }
    repository.end(code, fields.isActive() ? from : now);
    repository.insert(code, version, fields, from, now, callers.caller().actor());
    if (!fields.isActive()) {
      repository.end(code, from);
    }
    DetectionRuleView view = get(code);
    audit.changed("detection_rule.stored", "detection_rule", callers.tenantId(), view);
    return view;
  }

  private Optional<DetectionRule> newest(String code) {
    return repository.versions(code).stream().findFirst();
  }

  private static boolean isInForce(DetectionRule newest, DetectionRuleFields fields) {
    boolean isActive = newest.effectiveUntil() == null;
    return fields.effectiveFrom() == null && isActive == fields.isActive() && newest.fields().undated().equals(fields.undated());
  }
}
