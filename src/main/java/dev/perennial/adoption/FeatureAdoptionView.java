package dev.perennial.adoption;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has adopted a feature since its release, of the customers with a contract in force. */
record FeatureAdoptionView(
    String code, String name, LocalDate releaseDate, Instant knownAt, Group total, List<Group> byTier) {

  /** @param tier null: of all, or of customers without a tier */
  record Group(@Nullable String tier, int customers, int adopted, List<Within> within) {}

  /**
   * Adoption within days of the release, or of the customer's start when that was later.
   *
   * @param eligible customers for whom so many days have passed; the others cannot be judged yet
   * @param adopted those of them who adopted in that time
   * @param share null when nobody is eligible
   */
  record Within(int days, int eligible, int adopted, @Nullable Double share) {}
}
