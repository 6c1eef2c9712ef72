package dev.perennial.renewal;

import dev.perennial.kernel.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Counts and sums of the renewals a filter selects.
 *
 * @param currency the reporting currency of every amount here
 */
@Schema(name = "RenewalSummary")
record RenewalSummary(String groupBy, String currency, List<Group> groups, Group total) {

  static RenewalSummary of(RenewalGrouping grouping, String currency, List<Group> groups) {
    long count = 0;
    long scored = 0;
    BigDecimal amount = BigDecimal.ZERO;
    BigDecimal loss = BigDecimal.ZERO;
    for (Group group : groups) {
      count += group.count;
      scored += group.scoredCount;
      amount = amount.add(group.amount.amount());
      loss = group.expectedLoss == null ? loss : loss.add(group.expectedLoss.amount());
    }
    Group total =
        new Group(
            null, null, count, new Money(amount, currency), scored, scored == 0 ? null : new Money(loss, currency));
    return new RenewalSummary(grouping.name(), currency, groups, total);
  }

  /**
   * One group.
   *
   * @param key stage, category, band, owner's id or due month (2026-11); null for those without: unowned, unscored, evergreen
   * @param label the key in words: an owner's name
   * @param amount sum of the amounts at stake
   * @param scoredCount how many have a score
   * @param expectedLoss Σ probability × amount of the scored ones, before any downsell; null when none is scored
   */
  @Schema(name = "RenewalSummaryGroup")
  record Group(
      @Nullable String key,
      @Nullable String label,
      long count,
      Money amount,
      long scoredCount,
      @Nullable Money expectedLoss) {
    static Group read(ResultSet row, String currency) throws SQLException {
      long scored = row.getLong("scored");
      return new Group(
          row.getString("key"),
          row.getString("label"),
          row.getLong("count"),
          RenewalItem.money(row.getLong("amount"), currency),
          scored,
          scored == 0 ? null : RenewalItem.money(row.getLong("expected_loss"), currency));
    }
  }
}
