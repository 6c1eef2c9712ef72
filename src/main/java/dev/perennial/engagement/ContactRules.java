package dev.perennial.engagement;

import dev.perennial.engagement.EngagementView.ContactPermission;
import dev.perennial.engagement.EngagementView.ContactReason;
import dev.perennial.history.PointInTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a customer may be contacted: a date nobody is to contact it before, and the tenant's contact cap. */
final class ContactRules {
  private ContactRules() {}

  static ContactPermission of(EngagementFacts facts, PointInTime at, ZoneId zone) {
    List<ContactReason> reasons = new ArrayList<>();
    if (facts.doNotContactUntilDate() != null && facts.doNotContactUntilDate().isAfter(at.today())) {
      reasons.add(
          new ContactReason(
              ContactReason.Code.DO_NOT_CONTACT,
              "Nobody is to contact the customer before " + facts.doNotContactUntilDate() + ".",
              facts.doNotContactUntilDate().atStartOfDay(zone).toInstant()));
    }
    if (facts.cap() != null && facts.outboundInCap() >= facts.cap() && facts.capFreesAt() != null) {
      reasons.add(
          new ContactReason(
              ContactReason.Code.CONTACT_CAP,
              facts.outboundInCap() + " outbound contacts in the last " + facts.capDays() + " days; at most " + facts.cap()
                  + " are wanted.",
              facts.capFreesAt()));
    }
    @Nullable Instant next = reasons.stream().map(ContactReason::until).max(Comparator.naturalOrder()).orElse(null);
    return new ContactPermission(
        reasons.isEmpty(), reasons, next, facts.doNotContactUntilDate(), facts.cap(), facts.capDays(),
        facts.cap() == null ? null : facts.outboundInCap(), facts.restrictedContacts());
  }
}
