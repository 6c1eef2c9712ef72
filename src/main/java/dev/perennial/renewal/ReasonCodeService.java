package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.Replacement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reason codes: listed, changed, and held against outcomes. */
@ApplicationScoped
public class ReasonCodeService {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");

  private final ReasonCodes codes;
  private final Replacement replacement;
  private final ConfigurationAudit audit;
  private final CallerContext callers;

  ReasonCodeService(ReasonCodes codes, Replacement replacement, ConfigurationAudit audit, CallerContext callers) {
    this.codes = codes;
    this.replacement = replacement;
    this.audit = audit;
    this.callers = callers;
  }

  public List<ReasonCodeView> list() {
    return codes.all();
  }

  ReasonCodeView get(String code) {
    return find(code).orElseThrow(() -> ProblemException.notFound("reason code"));
  }

  private Optional<ReasonCodeView> find(String code) {
    return codes.all().stream().filter(known -> known.code().equals(code)).findFirst();
  }

  @Transactional
  ReasonCodeView put(String code, ReasonCodeRequest request, @Nullable Long ifMatch) {
    if (!CODE.matcher(code).matches()) {
      throw ProblemException.invalid(
          FieldError.parameter("code", "invalid", "A code is capital letters, digits and underscores: PRICE_TOO_HIGH."));
    }
    long version = replacement.nextVersion("reason code", code, ifMatch, () -> find(code), ReasonCodeView::version);
    ReasonCodeView view =
        new ReasonCodeView(
            code, version, request.label().strip(), request.appliesTo().stream().distinct().toList(), request.avoidable(),
            request.active() == null || request.active());
    codes.put(view);
    audit.changed("reason_code.stored", "reason_code", callers.tenantId(), view);
    return view;
  }

  /** The reasons of an outcome, completed from their codes; unknown, inactive or unfitting ones are refused. */
  List<OutcomeDetail.Reason> reasons(Outcome outcome, List<OutcomeRequest.OutcomeReasonFields> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    Map<String, ReasonCodeView> known = new HashMap<>();
    codes.all().forEach(code -> known.put(code.code(), code));
    List<FieldError> errors = new ArrayList<>();
    List<OutcomeDetail.Reason> reasons = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      OutcomeRequest.OutcomeReasonFields fields = given.get(i);
      ReasonCodeView code = known.get(fields.code());
      if (code == null || !code.active() || !code.appliesTo().contains(outcome)) {
        errors.add(
            FieldError.at(
                "/reasons/" + i + "/code", code == null ? "not_found" : "invalid",
                code == null
                    ? "There is no reason code " + fields.code() + "; see GET /v1/reason-codes."
                    : "The reason code " + fields.code() + " cannot be given for " + outcome + "."));
      } else {
        reasons.add(
            new OutcomeDetail.Reason(
                code.code(), fields.evidence() == null ? OutcomeDetail.Evidence.STATED : fields.evidence(),
                fields.avoidable() == null ? code.avoidable() : fields.avoidable(), fields.note()));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return reasons;
  }
}
