package dev.perennial.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The tenant's one row of settings. */
@Entity
@Table(schema = "app", name = "settings")
class SettingsEntity {
  @Id UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  @Version
  @Column(name = "version")
  long version;

  @Column(name = "known_from")
  Instant knownFrom;

  @Column(name = "reporting_currency")
  String reportingCurrency;

  @Column(name = "time_zone")
  String timeZone;

  @Column(name = "fiscal_year_start_month")
  int fiscalYearStartMonth;

  @Column(name = "signature_lead_days")
  int signatureLeadDays;

  @Column(name = "grace_days")
  int graceDays;

  @Column(name = "horizon_days")
  int horizonDays;

  @Column(name = "scoring_lead_days")
  int scoringLeadDays;

  @Column(name = "at_risk_threshold")
  double atRiskThreshold;

  @Column(name = "medium_from")
  double mediumFrom;

  @Column(name = "high_from")
  double highFrom;

  @Column(name = "critical_from")
  double criticalFrom;

  @Column(name = "saved_share")
  double savedShare;

  @Column(name = "contact_cost")
  BigDecimal contactCost;

  @Column(name = "unknown_signal_types")
  @Enumerated(EnumType.STRING)
  UnknownTypes unknownSignalTypes = UnknownTypes.ACCEPT;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "follow_up_months")
  List<Integer> followUpMonths = SettingsFields.FOLLOW_UP_MONTHS;

  @Column(name = "contact_cap")
  @Nullable Integer contactCap;

  @Column(name = "contact_cap_days")
  @Nullable Integer contactCapDays;

  @Column(name = "feedback_nps_at_most")
  @Nullable Double feedbackNpsAtMost;

  @Column(name = "feedback_csat_at_most")
  @Nullable Double feedbackCsatAtMost;

  @Column(name = "feedback_ces_at_most")
  @Nullable Double feedbackCesAtMost;

  @Column(name = "feedback_due_days")
  @Nullable Integer feedbackDueDays;

  @Column(name = "updated_at")
  Instant updatedAt;

  Settings view() {
    return new Settings(
        version, reportingCurrency, timeZone, fiscalYearStartMonth, signatureLeadDays, graceDays, horizonDays,
        scoringLeadDays, atRiskThreshold, new BandCutPoints(mediumFrom, highFrom, criticalFrom), savedShare,
        contactCost, unknownSignalTypes, followUpMonths, cap(), feedbackRule(), updatedAt);
  }

  void apply(SettingsFields fields, Instant now) {
    reportingCurrency = fields.reportingCurrency();
    timeZone = fields.timeZone();
    fiscalYearStartMonth = fields.fiscalYearStartMonth();
    signatureLeadDays = fields.signatureLeadDays();
    graceDays = fields.graceDays();
    horizonDays = fields.horizonDays();
    scoringLeadDays = fields.scoringLeadDays();
    atRiskThreshold = fields.atRiskThreshold();
    mediumFrom = fields.bandCutPoints().mediumFrom();
    highFrom = fields.bandCutPoints().highFrom();
    criticalFrom = fields.bandCutPoints().criticalFrom();
    savedShare = fields.savedShare();
    contactCost = fields.contactCost();
    unknownSignalTypes = fields.unknownSignalTypes() == null ? UnknownTypes.ACCEPT : fields.unknownSignalTypes();
    followUpMonths = fields.followUpMonths() == null ? SettingsFields.FOLLOW_UP_MONTHS : fields.followUpMonths();
    ContactCap cap = fields.contactCap();
    contactCap = cap == null ? null : cap.maxContacts();
    contactCapDays = cap == null ? null : cap.days();
    FeedbackRule rule = fields.feedbackRule();
    feedbackNpsAtMost = rule == null ? null : rule.npsAtMost();
    feedbackCsatAtMost = rule == null ? null : rule.csatAtMost();
    feedbackCesAtMost = rule == null ? null : rule.cesAtMost();
    feedbackDueDays = rule == null ? null : rule.dueDays();
    knownFrom = now;
    updatedAt = now;
  }

  private @Nullable ContactCap cap() {
    return contactCap == null || contactCapDays == null ? null : new ContactCap(contactCap, contactCapDays);
  }

  private @Nullable FeedbackRule feedbackRule() {
    return feedbackDueDays == null
        ? null
        : new FeedbackRule(feedbackNpsAtMost, feedbackCsatAtMost, feedbackCesAtMost, feedbackDueDays);
  }
}
