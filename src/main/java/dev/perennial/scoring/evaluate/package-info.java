/**
 * How good a model is, on outcomes it was not trained on.
 *
 * <p>Flow: {@code RollingOrigin} (what is trained on and what is judged) → log-odds and outcomes → {@code
 * Ranking}, {@code Accuracy}, {@code Calibration} → {@code Evaluation} (one report); {@code PairedBootstrap} →
 * {@code Promotion} (may the challenger replace the champion, and why); {@code Drift} (is the world still the
 * one it was trained in).
 */
@NullMarked
package dev.perennial.scoring.evaluate;

import org.jspecify.annotations.NullMarked;
