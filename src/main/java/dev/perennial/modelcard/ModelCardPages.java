package dev.perennial.modelcard;

import dev.perennial.learning.Judgement;
import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays a card out as a page that needs nothing from outside. */
@Singleton
class ModelCardPages {
  private static final int MOST_TIERS = 12;

  private final CardPlots plots;
  private final Clock clock;

  ModelCardPages(CardPlots plots, Clock clock) {
    this.plots = plots;
    this.clock = clock;
  }

  /**
   * What the page shows.
   *
   * @param reliability a picture; null where there is nothing to draw
   * @param lift a picture; null where there is nothing to draw
   */
  record Sheet(
      ModelCard card,
      String today,
      List<Tile> tiles,
      @Nullable RawString reliability,
      @Nullable RawString lift,
      List<Feature> features,
      List<BackTestLine> tests,
      List<Tier> tiers,
      @Nullable String trained) {}

  /** A number to see first. */
  record Tile(String value, String label) {}

  /**
   * A feature with a bar.
   *
   * @param width of the bar, 0 to 100
   */
  record Feature(String label, String times, int width, String words) {}

  /** A row of the table of back-tests. */
  record BackTestLine(String day, int rows, int losses, String words) {}

  /** A row of the table of tiers. */
  record Tier(String name, int rows, int losses, String expected, String warned, String verdict) {}

  String page(ModelCard card) {
    Judgement judgement = card.quality().judgement();
    if (judgement != null && (judgement.losses() == 0 || judgement.losses() == judgement.rows())) {
      judgement = null; // nothing to draw
    }
    return Templates.CARD
        .data(
            "page",
            new Sheet(
                card,
                day(clock.instant()),
                tiles(card),
                judgement == null ? null : new RawString(plots.reliability(judgement)),
                judgement == null || judgement.bands().size() < 2 ? null : new RawString(plots.lift(judgement)),
                features(card),
                card.backTests().stream()
                    .map(test -> new BackTestLine(day(test.createdAt()), test.rows(), test.losses(), test.words()))
                    .toList(),
                tiers(card),
                card.provenance() == null ? null : day(card.provenance().trainedAt())))
        .render();
  }

  private static String day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }

  private static List<Tile> tiles(ModelCard card) {
    List<Tile> tiles = new ArrayList<>();
    Judgement judgement = card.quality().judgement();
    if (judgement != null && judgement.auc() != null) {
      tiles.add(
          new Tile(Say.ofHundred(judgement.auc()) + " in 100", "pairs put in the right order (a coin: 50, perfect: 100)"));
    }
    if (judgement != null && judgement.liftAtTenPercent() != null) {
      tiles.add(new Tile("×" + Say.times(judgement.liftAtTenPercent()), "losses among the riskiest tenth, against the average"));
    }
    if (judgement != null) {
      tiles.add(
          new Tile(
              judgement.calibratedEnough()
                  ? "±" + Say.times(100 * judgement.calibrationError())
                  : "not known",
              judgement.calibratedEnough()
                  ? "points between what it said and what happened, on average"
                  : "whether its percentages can be taken at their word"));
    }
    if (card.provenance() != null) {
      tiles.add(
          new Tile(
              Say.number(card.provenance().rows()),
              "decided renewals learned from, %s lost".formatted(Say.number(card.provenance().losses()))));
    }
    return tiles;
  }

  private static List<Feature> features(ModelCard card) {
    double most = card.features().isEmpty() ? 1 : StrictMath.log(card.features().getFirst().oddsRatio());
    return card.features().stream()
        .map(
            effect ->
                new Feature(
                    effect.label(),
                    "×" + Say.times(effect.oddsRatio()),
                    (int) StrictMath.max(2, StrictMath.rint(100 * StrictMath.log(effect.oddsRatio()) / most)),
                    effect.words()))
        .toList();
  }

  private static List<Tier> tiers(ModelCard card) {
    return card.monitoring().tiers().stream()
        .limit(MOST_TIERS)
        .map(
            tier ->
                new Tier(
                    tier.tier() == null ? "without a tier" : tier.tier(),
                    tier.rows(),
                    tier.losses(),
                    String.format(Locale.ROOT, "%.1f", tier.expected()),
                    tier.warnings().warned().rate() == null
                        ? tier.warnings().warned().count() + " of " + tier.warnings().warned().of()
                        : Say.percent(tier.warnings().warned().rate()),
                    tier.alarm() ? "further apart than chance" : "no further apart than chance"))
        .toList();
  }
}
