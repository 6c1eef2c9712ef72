package dev.perennial.demo;

import dev.perennial.demo.Profile.Shape;
import dev.perennial.demo.Profile.Tier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws who the customers are: sizes, regions, groups of companies, and what is hidden about each.
 */
final class ProfileMaker {
  static final int CUSTOMERS = 400;

  private static final int GROUP_EVERY = 33;
  private static final int PROSPECT_EVERY = 40;
  private static final int ONE_OF_EACH = 11;
  private static final List<String> CHILDREN = List.of("Iberia", "Nordics", "Americas");

  private final long seed;
  private final LocalDate anchor;
  private final Words words = new Words();

  ProfileMaker(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
  }

  List<Profile> profiles() {
    List<Profile> profiles = new ArrayList<>();
    for (int number = 1; number <= CUSTOMERS; number++) {
      int child =
          number % GROUP_EVERY - 3; // numbers 2, 35, 68 … head a group, the next ones belong to it
      boolean isChild = number > GROUP_EVERY && child >= 0 && child < 2 + number / GROUP_EVERY % 2;
      profiles.add(profile(number, isChild ? profiles.get(number - child - 2) : null, child));
    }
    return profiles;
  }

  private Profile profile(int number, @Nullable Profile parent, int child) {
    Dice dice = Dice.of(seed, "profile", number);
    String name = words.company(Dice.of(seed, "company", number));
    if (number == Showcase.NUMBER) {
      return Showcase.profile(name, anchor);
    }
    boolean isHead = number % GROUP_EVERY == 2;
    Tier tier = isHead ? Tier.ENTERPRISE : Tier.values()[dice.weighted(0.2, 0.35, 0.45)];
    String region = List.of("EMEA", "AMER", "APAC").get(dice.weighted(0.5, 0.35, 0.15));
    String currency = region.equals("EMEA") ? (dice.chance(0.3) ? "GBP" : "EUR") : "USD";
    double value = dice.normal();
    return new Profile(
        number,
        parent == null ? name : Words.subsidiary(parent.name(), CHILDREN.get(child)),
        tier,
        region,
        currency,
        dice.between(tier.minSeats, tier.maxSeats),
        value,
        0.5 * value + 0.87 * dice.normal(),
        anchor.minusDays(dice.chance(0.65) ? dice.between(760, 1120) : dice.between(25, 760)),
        number % PROSPECT_EVERY == 0 ? null : shape(number, tier, dice),
        parent == null ? null : parent.key());
  }

  /** The first few have one shape each, so that no seed leaves one out. */
  private static Shape shape(int number, Tier tier, Dice dice) {
    if (number <= 1 + ONE_OF_EACH) {
      return Shape.values()[number - 2];
    }
    int drawn = dice.weighted(0.27, 0.22, 0.1, 0.05, 0.1, 0.08, 0.03, 0.06, 0.04, 0.02, 0.03);
    Shape shape = Shape.values()[drawn];
    boolean isSmall = tier == Tier.SMALL_BUSINESS;
    return !isSmall && (shape == Shape.FREE || shape == Shape.EVERGREEN) ? Shape.ANNUAL : shape;
  }

  /** What the front end shows of a customer. */
  DemoWorld.Customer customer(Profile profile, @Nullable String referredBy) {
    Dice dice = Dice.of(seed, "attributes", profile.number());
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put(
        "industry",
        dice.pick(List.of("logistics", "manufacturing", "health", "retail", "finance", "energy")));
    attributes.put("employees", profile.seats() * dice.between(3, 9));
    attributes.put("singleSignOn", dice.chance(0.4));
    boolean isEnterprise = profile.tier() == Tier.ENTERPRISE;
    return new DemoWorld.Customer(
        profile.key(),
        profile.name(),
        profile.shape() == null
            ? "PROSPECT"
            : profile.start().isAfter(anchor.minusDays(60)) ? "ONBOARDING" : "ACTIVE",
        profile.parent(),
        Directory.csm(profile.number()),
        Directory.renewalManager(profile.number()),
        isEnterprise ? Directory.accountExecutive(profile.number()) : null,
        profile.tier().name(),
        profile.tier().sizeClass,
        profile.region(),
        profile.currency(),
        referredBy,
        attributes);
  }
}
