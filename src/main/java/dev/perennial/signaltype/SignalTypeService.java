package dev.perennial.signaltype;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.tenant.ConfigurationAudit;
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
  private final ConfigurationAudit audit;
  private final CallerContext callers;

  SignalTypeService(SignalTypeRepository repository, ConfigurationAudit audit, CallerContext callers) {
    this.repository = repository;
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
    SignalTypeView type = ifMatch == null ? create(request.view(code, 1)) : replace(request.view(code, ifMatch + 1), ifMatch);
    audit.changed("signal_type.stored", "signal_type", callers.tenantId(), type);
    return type;
  }

  private SignalTypeView create(SignalTypeView type) {
    if (repository.all().size() >= MAX_TYPES) {
      throw ProblemException.conflict("A tenant has at most " + MAX_TYPES + " signal types.");
    }
    if (repository.insert(List.of(type)) == 0) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED, "The signal type exists: send If-Match with its ETag to replace it.");
    }
    return type;
  }

  private SignalTypeView replace(SignalTypeView type, long version) {
    get(type.code());
    if (!repository.replace(type, version)) {
      throw new ProblemException(ProblemType.PRECONDITION_FAILED, "The signal type has changed; read it again.");
    }
    return type;
  }
}
