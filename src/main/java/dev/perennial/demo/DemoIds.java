package dev.perennial.demo;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The fixed ids of the demo portfolio. While a part of it is loaded, ids are counted: {@code
 * 01980000-0000-7PPP-8000-NNNNNNNNNNNN} with the part and a number from 1. They have the shape of UUIDv7, so that they sort
 * before everything made later, and are the same in every demo tenant.
 */
public final class DemoIds {
  public static final String USER = "01980000-0000-7001-8000-000000000001";
  public static final String PRODUCT = "01980000-0000-7002-8000-000000000001";
  public static final String CUSTOMER = "01980000-0000-7003-8000-000000000001";
  public static final String CONTACT = "01980000-0000-7004-8000-000000000001";
  public static final String CONTRACT = "01980000-0000-7005-8000-000000000012";
  public static final String LINE = "01980000-0000-7005-8000-00000000000f";

  /** Open and at high risk. */
  public static final String RENEWAL = "01980000-0000-7005-8000-000000000013";

  /** Open and under notice. */
  public static final String NOTICED_RENEWAL = "01980000-0000-7005-8000-000000000008";

  /** The latest of {@link #RENEWAL}, and one as of two weeks before. */
  public static final String RISK_SCORE = "01980000-0000-700e-8000-000000000003";

  public static final String EARLIER_RISK_SCORE = "01980000-0000-700f-8000-000000000003";

  /** The scoring run that gave {@link #RISK_SCORE}. */
  public static final String JOB = "01980000-0000-700e-8000-000000000002";

  public static final String FEATURE_SET = "01980000-0000-700c-8000-000000000001";
  public static final String SCORING_MODEL = "01980000-0000-700c-8000-000000000002";

  /** A key nobody holds: it may be rotated and revoked. */
  public static final String API_KEY = "01980000-0000-700d-8000-000000000001";

  public static final String SUCCESS_METRIC = "01980000-0000-7020-8000-000000000001";
  public static final String PURCHASE_CRITERION = "01980000-0000-7021-8000-000000000001";
  public static final String QUESTION_ROUND = "01980000-0000-7022-8000-000000000001";
  public static final String FEEDBACK_ITEM = "01980000-0000-7030-8000-000000000001";
  public static final String CO_TERM_GROUP = "01980000-0000-7051-8000-000000000001";
  public static final String ENTITLEMENT = "01980000-0000-7050-8000-000000000001";

  /** A model that has learned from the demo's past, and one that waits for its training. */
  public static final String LEARNED_MODEL = "01980000-0000-7040-8000-000000000001";

  public static final String DRAFT_MODEL = "01980000-0000-7040-8000-000000000003";

  /** Stands for another tool, whose probabilities may be loaded. */
  public static final String EXTERNAL_MODEL = "01980000-0000-7040-8000-000000000005";

  public static final String BACK_TEST = "01980000-0000-7041-8000-000000000001";
  public static final String ANALYSIS = "01980000-0000-7042-8000-000000000001";
  public static final String PROGRAMME = "01980000-0000-7043-8000-000000000001";

  private static final long TIME_AND_VERSION = 0x01980000_00007000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private DemoIds() {}

  /** Counts the ids of one part; each part of the load has one counter. */
  static Supplier<UUID> sequence(Part part) {
    AtomicLong counter = new AtomicLong();
    return () -> new UUID(TIME_AND_VERSION | part.number, VARIANT | counter.incrementAndGet());
  }

  /** Parts of the load; the numbers are part of the ids and never change. */
  enum Part {
    USERS(0x001),
    PRODUCTS(0x002),
    CUSTOMERS(0x003),
    CONTACTS(0x004),
    SHOWCASE(0x005),
    CONTRACTS(0x006),
    OUTCOMES(0x007),
    STANDINGS(0x008),
    SIGNALS(0x009),
    SCORES(0x00a),
    RUNS(0x00b),
    TENANT(0x00c),
    SETUP(0x00d),
    SHOWCASE_SCORE(0x00e),
    EARLIER_SHOWCASE_SCORE(0x00f),
    TRIGGER_EVENTS(0x010),
    SUCCESS_METRICS(0x020),
    PURCHASE_CRITERIA(0x021),
    QUESTION_ROUNDS(0x022),
    FEEDBACK(0x030),
    MODELS(0x040),
    BACK_TEST(0x041),
    ANALYSES(0x042),
    PROGRAMMES(0x043),
    ADOPTION(0x050),
    CO_TERM(0x051);

    private final int number;

    Part(int number) {
      this.number = number;
    }
  }
}
