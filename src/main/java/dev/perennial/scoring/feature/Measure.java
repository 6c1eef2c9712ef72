package dev.perennial.scoring.feature;

import static dev.perennial.scoring.feature.Absence.ONE;
import static dev.perennial.scoring.feature.Absence.SILENT;
import static dev.perennial.scoring.feature.Absence.ZERO;
import static dev.perennial.scoring.feature.FeatureParameter.ATTRIBUTE;
import static dev.perennial.scoring.feature.FeatureParameter.ATTRIBUTE_VALUE;
import static dev.perennial.scoring.feature.FeatureParameter.DIRECTION;
import static dev.perennial.scoring.feature.FeatureParameter.HALF_LIFE_DAYS;
import static dev.perennial.scoring.feature.FeatureParameter.LEVELS;
import static dev.perennial.scoring.feature.FeatureParameter.MINIMUM_SEVERITY;
import static dev.perennial.scoring.feature.FeatureParameter.SIGNAL_KIND;
import static dev.perennial.scoring.feature.FeatureParameter.SIGNAL_TYPE;
import static dev.perennial.scoring.feature.FeatureParameter.WINDOW_DAYS;
import static dev.perennial.scoring.feature.FeatureType.BOOLEAN;
import static dev.perennial.scoring.feature.FeatureType.CATEGORICAL;
import static dev.perennial.scoring.feature.FeatureType.NUMERIC;

import java.util.Set;

/**
 * What can be measured about a renewal as of its cut-off C; a closed list, so that what a tenant
 * writes never becomes part of a query's text.
 *
 * <p>"In the window" means {@code C - windowDays <= occurredAt < C} and {@code knownAt <= C}. Days
 * are 24 hours and may be fractions. Measures over signals see only facts that match the
 * definition's signal kind and, where stated, its type, direction, minimum severity (1 LOW, 2
 * MEDIUM, 3 HIGH, 4 CRITICAL; 3 and above is severe) and an attribute equal to {@code
 * attributeValue} as text. The number of a fact is its value, or the fact's field named by {@code
 * attribute} (for instance {@code sentiment}, -1 to 1, of an interaction). Of the facts of one ticket they see its opening only (phase OPENED, or none): what
 * follows speaks of a ticket already counted.
 *
 * <p>A ticket is open at C while it was opened after it was last closed; it is open since its first
 * opening, or since its latest where it was closed in between, and as severe as last stated. The
 * answer to a survey is a SURVEY fact with a value.
 */
public enum Measure {
  /** Which term is being decided: 1 for the first. Unit: terms. */
  TERM_NUMBER(MeasureFamily.CONTRACT, NUMERIC, SILENT),
  /**
   * ln(1 + renewal amount in the reporting currency), amounts below 0 read as 0. Unit: log money.
   */
  LOG_RENEWAL_AMOUNT(MeasureFamily.CONTRACT, NUMERIC, SILENT),
  /** 1 where the contract renews unless notice is given. */
  AUTO_RENEW(MeasureFamily.CONTRACT, BOOLEAN, SILENT),
  /** Discount over the recurring lines, weighted by list amount. Unit: percent, 0 to 100. */
  DISCOUNT_PERCENT(MeasureFamily.CONTRACT, NUMERIC, SILENT),
  /** Price change offered for the next term; silent where no offer was made. Unit: percent. */
  PRICE_CHANGE_PERCENT(MeasureFamily.CONTRACT, NUMERIC, SILENT),
  /** Length of the term under decision. Unit: months. */
  TERM_MONTHS(MeasureFamily.CONTRACT, NUMERIC, SILENT),
  /** 1 where the contract has no end date. */
  EVERGREEN(MeasureFamily.CONTRACT, BOOLEAN, SILENT),
  /** Recurring lines on the contract at C. Unit: lines. */
  LINE_COUNT(MeasureFamily.CONTRACT, NUMERIC, ZERO),

  /** Days from the start of the customer's first contract to C. Unit: days. */
  TENURE_DAYS(MeasureFamily.CUSTOMER, NUMERIC, SILENT),
  /** The customer's tier. */
  TIER(MeasureFamily.CUSTOMER, CATEGORICAL, SILENT, required(LEVELS)),
  /** The customer's size class. */
  SIZE_CLASS(MeasureFamily.CUSTOMER, CATEGORICAL, SILENT, required(LEVELS)),
  /** The customer's region. */
  REGION(MeasureFamily.CUSTOMER, CATEGORICAL, SILENT, required(LEVELS)),
  /** The numeric customer attribute named by {@code attribute}. Unit: the attribute's own. */
  ATTRIBUTE_NUMBER(MeasureFamily.CUSTOMER, NUMERIC, SILENT, required(ATTRIBUTE)),
  /** The text customer attribute named by {@code attribute}. */
  ATTRIBUTE_TEXT(MeasureFamily.CUSTOMER, CATEGORICAL, SILENT, required(ATTRIBUTE, LEVELS)),

  /** Facts in the window. Unit: facts. */
  COUNT(
      MeasureFamily.SIGNAL,
      NUMERIC,
      ZERO,
      required(SIGNAL_KIND, WINDOW_DAYS)
          .optional(SIGNAL_TYPE, DIRECTION, MINIMUM_SEVERITY, ATTRIBUTE, ATTRIBUTE_VALUE)),
  /** 1 where the window holds a fact, however many: that a champion left counts once. */
  OCCURRED(
      MeasureFamily.SIGNAL,
      BOOLEAN,
      ZERO,
      required(SIGNAL_KIND, WINDOW_DAYS)
          .optional(SIGNAL_TYPE, DIRECTION, MINIMUM_SEVERITY, ATTRIBUTE, ATTRIBUTE_VALUE)),
  /** Sum of the numbers of the facts in the window. Unit: the fact's own. */
  SUM(
      MeasureFamily.SIGNAL,
      NUMERIC,
      ZERO,
      required(SIGNAL_KIND, WINDOW_DAYS).optional(SIGNAL_TYPE, DIRECTION, ATTRIBUTE)),
  /** Arithmetic mean of the numbers in the window. Unit: the fact's own. */
  MEAN(
      MeasureFamily.SIGNAL,
      NUMERIC,
      SILENT,
      required(SIGNAL_KIND, WINDOW_DAYS).optional(SIGNAL_TYPE, DIRECTION, ATTRIBUTE)),
  /** Number of the latest fact, in the window where one is stated. Unit: the fact's own. */
  LAST(
      MeasureFamily.SIGNAL,
      NUMERIC,
      SILENT,
      required(SIGNAL_KIND).optional(SIGNAL_TYPE, DIRECTION, ATTRIBUTE, WINDOW_DAYS)),
  /**
   * ln((m1 + e) / (m0 + e)): m1 the mean of the numbers in the window, m0 that of the equally long
   * window before it, both floored at 0, e = {@link #TREND_EPSILON}; silent unless both windows
   * hold facts. Unit: log ratio, -0.69 is a halving.
   */
  TREND(
      MeasureFamily.SIGNAL,
      NUMERIC,
      SILENT,
      required(SIGNAL_KIND, WINDOW_DAYS).optional(SIGNAL_TYPE, DIRECTION, ATTRIBUTE)),
  /** Days from the latest fact to C; looks back without limit, or by the window. Unit: days. */
  DAYS_SINCE(
      MeasureFamily.SIGNAL,
      NUMERIC,
      SILENT,
      required(SIGNAL_KIND)
          .optional(SIGNAL_TYPE, DIRECTION, MINIMUM_SEVERITY, WINDOW_DAYS, ATTRIBUTE, ATTRIBUTE_VALUE)),
  /** Sum of number * 2^(-age/halfLifeDays) over the facts in the window. Unit: the fact's own. */
  DECAYED_SUM(
      MeasureFamily.SIGNAL,
      NUMERIC,
      ZERO,
      required(SIGNAL_KIND, WINDOW_DAYS, HALF_LIFE_DAYS)
          .optional(SIGNAL_TYPE, DIRECTION, ATTRIBUTE)),

  /** 1 where the window holds neither an inbound nor an outbound interaction. */
  TWO_WAY_SILENCE(MeasureFamily.INTERACTION, BOOLEAN, ONE, required(WINDOW_DAYS)),
  /**
   * Longest time in the window without an interaction in either direction, from its beginning to the first one and from the
   * last one to C included. The window begins no earlier than somebody could have told: with the source, or the customer's
   * first contract where that came later, or the first interaction known where that came earlier. Unit: days.
   */
  LONGEST_GAP_DAYS(MeasureFamily.INTERACTION, NUMERIC, ZERO, required(WINDOW_DAYS)),

  /**
   * 1 where the contacts with competitors in the window are a {@link CompetitorBurst} against the customer's own rate in the
   * {@value CompetitorBurst#BASELINE_DAYS} days before the window; silent where there are some and less than {@value
   * CompetitorBurst#MINIMUM_BASELINE_DAYS} days of those are known. Contacts are signals of kinds MENTION and EVENT and of the
   * type named by {@code signalType}, or of the three of {@link CompetitorBurst#TYPES}.
   */
  COMPETITOR_BURST(MeasureFamily.COMPETITOR, BOOLEAN, SILENT, required(WINDOW_DAYS).optional(SIGNAL_TYPE)),

  /** Latest answer to the survey named by {@code signalType}. Unit: the survey's scale. */
  SURVEY_LAST(MeasureFamily.SURVEY, NUMERIC, SILENT, required(SIGNAL_TYPE).optional(WINDOW_DAYS)),
  /** Latest answer less the one before it; silent with fewer than two. Unit: the survey's scale. */
  SURVEY_CHANGE(MeasureFamily.SURVEY, NUMERIC, SILENT, required(SIGNAL_TYPE).optional(WINDOW_DAYS)),
  /**
   * 1 where the survey was never answered (in the window, where one is stated). Where any source tells whom it asked, by a
   * SURVEY fact without a value, only of customers that were asked; silent about the others. Where none does, of everybody.
   */
  SURVEY_NEVER_ANSWERED(
      MeasureFamily.SURVEY, BOOLEAN, SILENT, required(SIGNAL_TYPE).optional(WINDOW_DAYS)),

  /** Tickets open at C. Unit: tickets. */
  TICKETS_OPEN(MeasureFamily.TICKET, NUMERIC, ZERO),
  /** Tickets open at C of at least the minimum severity. Unit: tickets. */
  TICKETS_OPEN_SEVERE(MeasureFamily.TICKET, NUMERIC, ZERO, required(MINIMUM_SEVERITY)),
  /** Age at C of the ticket open longest; 0 where none is open. Unit: days. */
  TICKET_OLDEST_OPEN_DAYS(
      MeasureFamily.TICKET, NUMERIC, ZERO, required().optional(MINIMUM_SEVERITY)),

  /**
   * 1 where the customer had no success metric; with {@code windowDays}, where in addition it had been a customer for that
   * many days, since its first contract began. Like the other measures of success, silent about everybody (not connected)
   * before the tenant's first.
   */
  SUCCESS_METRIC_MISSING(MeasureFamily.SUCCESS, BOOLEAN, ONE, required().optional(WINDOW_DAYS)),
  /**
   * Mean over the customer's success metrics of 100 * (value - baseline) / (target - baseline), the value being the latest
   * measurement after the start; where no baseline is stated, the latest measurement of month 0 stands for it. Metrics
   * without all three, or whose target lies against their direction, are left out, and so are derived ones. Unit: percent,
   * 100 is the target, negative is worse than the baseline.
   */
  SUCCESS_ATTAINMENT(MeasureFamily.SUCCESS, NUMERIC, SILENT),
  /**
   * Mean over the same metrics of their attainment's least-squares slope through the measurements, from two on, those of
   * month 0 where no baseline is stated. Unit: percent points a month of 30.436875 days.
   */
  SUCCESS_SLOPE(MeasureFamily.SUCCESS, NUMERIC, SILENT),

  /** Must-have purchase criteria whose latest delivery score lies below 5 of 10. Unit: criteria. */
  CRITERIA_FAILED(MeasureFamily.CRITERIA, NUMERIC, ZERO),
  /** Latest delivery scores of the customer's purchase criteria, weighted by importance. Unit: 0 to 10. */
  CRITERIA_DELIVERY(MeasureFamily.CRITERIA, NUMERIC, SILENT),

  /** Trigger events of the type named by {@code signalType} in the window, posted or detected. Unit: events. */
  EVENT_COUNT(MeasureFamily.TRIGGER_EVENT, NUMERIC, ZERO, required(SIGNAL_TYPE, WINDOW_DAYS)),
  /** Days from the latest trigger event of the type to C. Unit: days. */
  DAYS_SINCE_EVENT(
      MeasureFamily.TRIGGER_EVENT, NUMERIC, SILENT, required(SIGNAL_TYPE).optional(WINDOW_DAYS)),

  /**
   * Mean pace of the customer's entitlements in force (of those metered by {@code signalType}, where one is stated) whose use
   * was ever reported: over the last complete period and the running one, used / granted up to C; of what is granted at a
   * time, the larger peak of the two. Silent in the first quarter of a first period. Unit: share, 1 is an even use of all.
   */
  UTILISATION_PACE(MeasureFamily.ENTITLEMENT, NUMERIC, SILENT, required().optional(SIGNAL_TYPE)),
  /**
   * Share of the steps that the customer had reached of the adoption path whose code is {@code attribute}, as it is defined
   * now. Unit: share, 0 to 1.
   */
  ADOPTION_PROGRESS(MeasureFamily.ADOPTION, NUMERIC, SILENT, required(ATTRIBUTE)),
  /**
   * Time since the last thing that was new to the customer (a feature adopted, a type of USAGE signal begun a month or more
   * after its source, recurring revenue risen in a currency, a signal of type change_initiative), or since its first
   * contract began; silent where nobody ever told of its use. Unit: months of 30.436875 days.
   */
  STAGNATION_MONTHS(MeasureFamily.STAGNATION, NUMERIC, SILENT),

  /**
   * Share of the tenant's connected signal kinds that hold at least one fact about this customer,
   * ever. Unit: share, 0 to 1.
   */
  COVERAGE(MeasureFamily.DATA, NUMERIC, ZERO);

  /** Keeps {@link #TREND} finite; small beside a count of logins or a share of seats in use. */
  public static final double TREND_EPSILON = 0.01;

  private final MeasureFamily family;
  private final FeatureType type;
  private final Absence absence;
  private final Parameters parameters;

  Measure(MeasureFamily family, FeatureType type, Absence absence) {
    this(family, type, absence, required());
  }

  Measure(MeasureFamily family, FeatureType type, Absence absence, Parameters parameters) {
    this.family = family;
    this.type = type;
    this.absence = absence;
    this.parameters = parameters;
  }

  /** Where the facts come from. */
  public MeasureFamily family() {
    return family;
  }

  /** The type a feature with this measure must declare. */
  public FeatureType type() {
    return type;
  }

  /** What a connected source without a matching fact means. */
  public Absence absence() {
    return absence;
  }

  /** True where the definition must state the parameter. */
  public boolean requires(FeatureParameter parameter) {
    return parameters.required.contains(parameter);
  }

  /** True where the definition must or may state the parameter. */
  public boolean allows(FeatureParameter parameter) {
    return requires(parameter) || parameters.optional.contains(parameter);
  }

  private static Parameters required(FeatureParameter... required) {
    return new Parameters(Set.of(required), Set.of());
  }

  private record Parameters(Set<FeatureParameter> required, Set<FeatureParameter> optional) {
    Parameters optional(FeatureParameter... more) {
      return new Parameters(required, Set.of(more));
    }
  }
}
