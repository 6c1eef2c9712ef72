/**
 * Which things go with losing, and which still do once everything else is held equal. Pure.
 *
 * <p>{@code PredictorStudy} puts {@code Exposure}s (things that happened in an equal window before each cut-off) and
 * covariates to the outcomes: {@code Association} is the 2×2 panel, {@code Slope} a logistic coefficient, naive and
 * adjusted, {@code Stratification} what segments do to it; {@code ExposureFinding} and {@code CovariateFinding} say what
 * it came to, with q-values over the whole tested family. {@code MatchedRegression} is the same question put to cases and
 * their matched controls.
 */
@NullMarked
package dev.perennial.scoring.predictor;

import org.jspecify.annotations.NullMarked;
