package dev.perennial.renewal;

import dev.perennial.finance.QuantileMethod;
import dev.perennial.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What will be renewed of what falls due.
 *
 * @param currency the reporting currency of every amount here
 * @param dueDateFrom as asked for
 * @param dueDateTo as asked for, exclusive
 * @param definition how the figures come about, in words
 */
@Schema(name = "RenewalForecast")
record RenewalForecast(
    String groupBy,
    String currency,
    @Nullable LocalDate dueDateFrom,
    @Nullable LocalDate dueDateTo,
    String definition,
    List<Group> groups,
    Group total) {

  /**
   * One group; omitted renewals and lost ones are in {@code due} and in no other forecast figure.
   *
   * @param key due month (2026-11) or owner's id; null for the total and for renewals without an owner
   * @param label the key in words: an owner's name
   * @param due everything that falls due, at the amount at stake: open, renewed and lost
   * @param closed renewed already, at the renewed amount
   * @param commit closed, and what is committed, at the forecast amount where there is one
   * @param bestCase commit, and the best case
   * @param pipeline best case, and the pipeline
   * @param omitted open, but left out of the forecast
   * @param lost not renewed or terminated early
   */
  @Schema(name = "RenewalForecastGroup")
  record Group(
      @Nullable String key,
      @Nullable String label,
      Sum due,
      Sum closed,
      Sum commit,
      Sum bestCase,
      Sum pipeline,
      Sum omitted,
      Sum lost,
      Model model) {}

  /** How many renewals, and what they come to. */
  @Schema(name = "RenewalForecastSum")
  record Sum(long count, Money amount) {}

  /**
   * What the scores say; open renewals that are not omitted.
   *
   * @param scoredCount how many have a score
   * @param scoredAmount what those are worth
   * @param unscoredCount how many have none: they are in no figure here
   * @param unscoredAmount what those are worth
   * @param expected Σ (1 − probability) × amount of the scored ones
   * @param beforeDownsell always true: a renewal counts in full, whatever it may be reduced to
   * @param p10 renewed amount, closed included, that is exceeded with a chance of 90%
   * @param p50 … of 50%
   * @param p90 … of 10%
   * @param method how the quantiles were computed; decisions are taken as independent
   */
  @Schema(name = "RenewalForecastModel")
  record Model(
      long scoredCount,
      Money scoredAmount,
      long unscoredCount,
      Money unscoredAmount,
      Money expected,
      boolean beforeDownsell,
      Money p10,
      Money p50,
      Money p90,
      QuantileMethod method) {}
}
