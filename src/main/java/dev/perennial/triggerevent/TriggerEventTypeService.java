package dev.perennial.triggerevent;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.Replacement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The catalogue of trigger events: listed, changed, and held against events and rules. */
@ApplicationScoped
public class TriggerEventTypeService {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,59}");

  private final TriggerEventTypeRepository repository;
  private final Replacement replacement;
  private final ConfigurationAudit audit;
  private final CallerContext callers;

  TriggerEventTypeService(
      TriggerEventTypeRepository repository, Replacement replacement, ConfigurationAudit audit, CallerContext callers) {
    this.repository = repository;
    this.replacement = replacement;
    this.audit = audit;
    this.callers = callers;
  }

  public List<TriggerEventTypeView> list() {
    return repository.all();
  }

  /** All types by their code. */
  public Map<String, TriggerEventTypeView> byCode() {
    Map<String, TriggerEventTypeView> types = new HashMap<>();
    repository.all().forEach(type -> types.put(type.code(), type));
    return types;
  }

  TriggerEventTypeView get(String code) {
    return repository.find(code).orElseThrow(() -> ProblemException.notFound("type of trigger event"));
  }

  @Transactional
  TriggerEventTypeView put(String code, TriggerEventTypeRequest request, @Nullable Long ifMatch) {
    if (!CODE.matcher(code).matches()) {
      throw ProblemException.invalid(
          FieldError.parameter("code", "invalid", "A code is lower-case letters, digits and underscores: champion_left."));
    }
    long version =
        replacement.nextVersion(
            "type of trigger event", code, ifMatch, () -> repository.find(code), TriggerEventTypeView::version);
    TriggerEventTypeView type = request.view(code, version);
    repository.put(type);
    audit.changed("trigger_event_type.stored", "trigger_event_type", callers.tenantId(), type);
    return type;
  }
}
