package dev.perennial.tenant;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings.
 *
 * @param version counts changes; scores name the version whose threshold was in force
 * @param reportingCurrency ISO 4217 code that sums are given in
 * @param timeZone IANA name; decides which day "today" is
 * @param fiscalYearStartMonth 1 to 12
 * @param signatureLeadDays days a signature takes; part of the decision deadline
 * @param graceDays days after the due date in which an undecided renewal keeps its MRR, and an undecided past term of an import
 *     is not yet taken as lost
 * @param horizonDays within how many days an evergreen customer's leaving counts: length of the periods models are trained on
 * @param scoringLeadDays days before the due date at which scores are judged
 * @param atRiskThreshold a renewal is at risk from this probability on
 * @param bandCutPoints where the bands begin
 * @param savedShare share of losses a contact is believed to save
 * @param contactCost cost of one contact, reporting currency
 * @param unknownSignalTypes what happens to signals whose type the catalogue lacks, unless the request says otherwise
 * @param followUpMonths months after the start in which new success metrics are measured again
 * @param contactCap how often we may contact a customer; null: no limit
 * @param feedbackRule which survey answers become feedback items by themselves; null: none
 */
public record Settings(
    long version,
    String reportingCurrency,
    String timeZone,
    int fiscalYearStartMonth,
    int signatureLeadDays,
    int graceDays,
    int horizonDays,
    int scoringLeadDays,
    double atRiskThreshold,
    BandCutPoints bandCutPoints,
    double savedShare,
    BigDecimal contactCost,
    UnknownTypes unknownSignalTypes,
    List<Integer> followUpMonths,
    @Nullable ContactCap contactCap,
    @Nullable FeedbackRule feedbackRule,
    Instant updatedAt) {
  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /** The fields people edit. */
  public SettingsFields fields() {
    return new SettingsFields(
        reportingCurrency, timeZone, fiscalYearStartMonth, signatureLeadDays, graceDays, horizonDays, scoringLeadDays,
        atRiskThreshold, bandCutPoints, savedShare, contactCost, unknownSignalTypes, followUpMonths,
        contactCap, feedbackRule);
  }
}
