package dev.perennial.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole demo portfolio as plain data. Objects name each other by key; a key becomes the external
 * id of source {@value #SOURCE}.
 *
 * @param anchor the day everything is dated from
 * @param decisions what became of past terms, and where open ones stand; by contract
 * @param truths the hidden probability behind each drawn decision: for tests, never loaded
 */
record DemoWorld(
    LocalDate anchor,
    List<User> users,
    List<Product> products,
    List<Rate> rates,
    List<Customer> customers,
    List<Contact> contacts,
    List<Contract> contracts,
    List<Decision> decisions,
    List<Standing> standings,
    List<Fact> facts,
    List<Truth> truths) {
  static final String SOURCE = "demo";

  /** The world of {@code make run}. */
  static final long SEED = 20_261_121L;

  static DemoWorld generate(long seed, LocalDate anchor) {
    return new WorldGenerator(seed, anchor).generate();
  }

  static @Nullable LocalDate lastDay(@Nullable LocalDate end, List<Pause> pauses) {
    long days = pauses.stream().mapToLong(Pause::extension).sum();
    return end == null ? null : end.plusDays(days);
  }

  record User(String key, String name, String email, List<String> roles) {}

  record Product(String key, String code, String name, String family) {}

  /**
   * @param rate reporting currency (EUR) per one unit of the currency
   */
  record Rate(String currency, LocalDate date, BigDecimal rate) {}

  /**
   * @param attributes text, numbers and truth values
   */
  record Customer(
      String key,
      String name,
      String status,
      @Nullable String parent,
      String csm,
      String renewalManager,
      @Nullable String accountExecutive,
      String tier,
      String sizeClass,
      String region,
      String currency,
      @Nullable String referredBy,
      Map<String, Object> attributes) {}

  record Contact(
      String key,
      String customer,
      String name,
      String email,
      String title,
      List<String> roles,
      @Nullable LocalDate left) {}

  /**
   * @param end inclusive, before pauses move it; null for evergreen
   * @param renews keys of the contracts it succeeds
   */
  record Contract(
      String key,
      String customer,
      String number,
      String kind,
      LocalDate signed,
      LocalDate start,
      @Nullable LocalDate end,
      @Nullable Integer termMonths,
      boolean autoRenew,
      int noticeDays,
      String currency,
      @Nullable String billTo,
      List<String> renews,
      List<Line> lines,
      List<Pause> pauses) {
    /** The end with the days that pauses add; null for evergreen. */
    @Nullable LocalDate lastDay() {
      return DemoWorld.lastDay(end, pauses);
    }
  }

  /**
   * @param start null = the contract's
   * @param end inclusive; null = the contract's
   */
  record Line(
      String product,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal discountPercent,
      String chargeType,
      String amountPeriod,
      @Nullable LocalDate start,
      @Nullable LocalDate end) {}

  record Pause(LocalDate from, LocalDate to, boolean extendsEnd) {
    long extension() {
      return extendsEnd ? ChronoUnit.DAYS.between(from, to) + 1 : 0;
    }
  }

  /**
   * A decided renewal of a contract.
   *
   * @param outcome RENEWED, NOT_RENEWED or TERMINATED_EARLY
   * @param noticeReceived when the customer gave notice, if it did
   * @param ends last day in force when the contract was not renewed
   * @param renewedAmount annualised, currency of the contract; null when lost
   * @param successor key of the contract that follows
   */
  record Decision(
      String contract,
      String outcome,
      LocalDate decided,
      @Nullable LocalDate noticeReceived,
      @Nullable LocalDate ends,
      @Nullable BigDecimal renewedAmount,
      @Nullable String successor,
      List<Reason> reasons) {}

  /**
   * @param code from the reason catalogue
   */
  record Reason(
      String code, boolean verified, @Nullable Boolean avoidable, @Nullable String note) {}

  /**
   * Where an open renewal stands.
   *
   * @param number what the customer's CRM calls it, null when it does not know it
   * @param stage how far people have got
   * @param noticeReceived when the customer gave notice, if it did
   * @param noticeWithdrawn whether it was taken back
   */
  record Standing(
      String contract,
      @Nullable String number,
      String stage,
      String forecastCategory,
      @Nullable Offer offer,
      @Nullable Call call,
      @Nullable String nextStep,
      @Nullable LocalDate nextStepDate,
      @Nullable LocalDate noticeReceived,
      boolean noticeWithdrawn,
      @Nullable LocalDate snoozedUntil) {}

  record Offer(BigDecimal amount, double priceChangePercent, int termMonths, LocalDate sent) {}

  /** What a person believes. */
  record Call(String outcome, double confidence, String note) {}

  /** A signal as some system saw it; absent parts are null. */
  record Fact(
      String source,
      String sourceId,
      String customer,
      String kind,
      String type,
      Instant occurredAt,
      Instant knownAt,
      @Nullable Double value,
      @Nullable Double sentiment,
      @Nullable Integer severity,
      @Nullable String direction,
      @Nullable String channel,
      @Nullable String phase,
      @Nullable String subjectKey,
      @Nullable String contact,
      Map<String, Object> attributes) {}

  /**
   * The truth of one decision, as it was drawn.
   *
   * @param probability of not renewing
   * @param decided whether it lies in the past
   */
  record Truth(
      String contract,
      double probability,
      boolean decided,
      boolean lost,
      boolean championLeft,
      boolean usageDrop,
      boolean silent,
      int severeTickets,
      boolean execReview) {}
}
