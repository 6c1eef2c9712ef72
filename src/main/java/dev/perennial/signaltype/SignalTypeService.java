package dev.perennial.signaltype;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.Replacement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The catalogue: read and changed. */
@ApplicationScoped
public class SignalTypeService {
  static final int MAX_TYPES = 1_000;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");

  private final SignalTypeRepository repository;
  private final Replacement replacement;
  private final ConfigurationAudit audit;
  private final CallerContext callers;

  SignalTypeService(
      SignalTypeRepository repository, Replacement replacement, ConfigurationAudit audit, CallerContext callers) {
    this.repository = repository;
    this.replacement = replacement;
    this.audit = audit;
    this.callers = callers;
  }

  List<SignalTypeView> list() {
    return repository.all();
  }

  SignalTypeView get(String code) {
    return repository.find(code).orElseThrow(() -> ProblemException.notFound("signal type"));
  }

  /**
   * Makes a type, or replaces all of an existing one.
   *
   * @param ifMatch version the writer saw; null = it means to make a new one
   */
  @Transactional
  SignalTypeView put(String code, SignalTypeRequest request, @Nullable Long ifMatch) {
    if (!CODE.matcher(code).matches()) {
      throw ProblemException.invalid(
          FieldError.parameter("code", "invalid", "A code is letters, digits and _ . : - : login_count."));
    }
    long version =
        replacement.nextVersion("signal type", code, ifMatch, () -> repository.find(code), SignalTypeView::version);
    SignalTypeView type = request.view(code, version);
    if (version == 1) {
      create(type);
    } else {
      repository.replace(type);
    }
    audit.changed("signal_type.stored", "signal_type", callers.tenantId(), type);
    return type;
  }

  private void create(SignalTypeView type) {
    if (repository.all().size() >= MAX_TYPES) {
      throw ProblemException.conflict("A tenant has at most " + MAX_TYPES + " signal types.");
    }
    repository.insert(List.of(type));
  }
}
