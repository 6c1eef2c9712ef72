package dev.perennial.signaltype;

import static dev.perennial.signal.SignalKind.*;

import dev.perennial.signal.SignalKind;
import dev.perennial.tenant.TenantStarter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a new tenant's catalogue begins with: the types most renewals know. */
@Singleton
class StarterTypes implements TenantStarter {
  private static final List<SignalTypeView> STARTERS =
      List.of(
          type("logins", USAGE, "Logins", "logins", 30.0),
          type("feature_usage", USAGE, "Use of a feature", "uses", 30.0),
          type("export", USAGE, "Exports", "uses", 30.0),
          type("integration", USAGE, "Calls of an integration", "calls", 30.0),
          type("api_calls", USAGE, "API calls", "calls", 30.0),
          type("seats_used", USAGE, "Seats in use", "seats", 30.0),
          type("call", INTERACTION, "Call", null, 60.0),
          type("email", INTERACTION, "E-mail", null, 60.0),
          type("meeting", INTERACTION, "Meeting", null, 90.0),
          type("customer_contact", INTERACTION, "The customer got in touch", null, 60.0),
          type("nps", SURVEY, "Net promoter score", "points 0 to 10", 180.0),
          type("csat", SURVEY, "Satisfaction", "points 1 to 5", 180.0),
          type("ces", SURVEY, "Effort score", "points 1 to 7", 180.0),
          type("ticket", TICKET, "Ticket", null, 90.0),
          type("support_ticket", TICKET, "Support ticket", null, 90.0),
          type("mention", MENTION, "Mentioned in public", null, 90.0),
          type("review", MENTION, "Review", "stars", 180.0),
          type("invoice_paid", PAYMENT, "Invoice paid", null, 90.0),
          type("payment_overdue", PAYMENT, "Payment overdue", null, 90.0),
          type("order", PURCHASE, "Order", null, 180.0),
          type("seats_added", EVENT, "Seats added", "seats", 180.0),
          type("reference_call", ADVOCACY, "Spoke to a prospect", null, 365.0),
          type("case_study", ADVOCACY, "Case study", null, 365.0),
          type("referral", ADVOCACY, "Referred a prospect", null, 365.0),
          type("champion_left", EVENT, "The champion left", null, 180.0),
          type("competitor_contact", EVENT, "In touch with a competitor", null, 90.0),
          type("exec_review_held", EVENT, "Executive review held", null, 180.0),
          type("funding_round", EVENT, "Funding round", null, 180.0),
          type("price_increase_notice", EVENT, "Price increase announced", null, 180.0),
          type("severe_outage", EVENT, "Severe outage", null, 90.0),
          type("invoice_query", EVENT, "Question about an invoice", null, 90.0),
          type("newsletter_opened", EVENT, "Newsletter opened", null, 30.0),
          type("webinar_attended", EVENT, "Attended a webinar", null, 60.0),
          type("api_key_rotated", EVENT, "API key rotated", null, 30.0),
          type("billing_contact_changed", EVENT, "Another billing contact", null, 90.0),
          type("cancellation_form_opened", EVENT, "Opened the cancellation form", null, 60.0),
          type("logo_changed", EVENT, "Another logo", null, 90.0),
          type("sso_enabled", EVENT, "Single sign-on enabled", null, 180.0),
          type("office_move", EVENT, "Office moved", null, 180.0),
          type("change_initiative", EVENT, "A change initiative under way", null, 365.0),
          type("success_goal_attainment_pct", METRIC, "Attainment of the success goal", "percent", 180.0));

  private final SignalTypeRepository repository;

  StarterTypes(SignalTypeRepository repository) {
    this.repository = repository;
  }

  @Override
  public void start() {
    repository.insert(STARTERS);
  }

  private static SignalTypeView type(String code, SignalKind kind, String label, @Nullable String unit, Double halfLife) {
    return new SignalTypeView(code, 1, kind, label, unit, Map.of(), halfLife, Map.of());
  }
}
