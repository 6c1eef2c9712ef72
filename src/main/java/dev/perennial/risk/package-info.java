/**
 * Risk scores: from facts to a probability with its reasons, kept for ever.
 *
 * <p>Flow of a score: {@code FeatureQuery} (a feature set compiled to SQL, one {@code FactSection} for each kind of
 * facts) → {@code FeatureLoader}
 * (one pass per batch, as of a time) → {@code FeatureBatch} → {@code BatchScorer} → {@code
 * RiskScoreRepository} (append, read model, band events). {@code ScoringRunService} starts runs,
 * {@code ScoringRunHandler} works them off in chunks, {@code Rescoring} follows changed facts.
 * {@code ModelService} keeps the registry of feature sets and models, {@code LearnedModels} what training made of them;
 * {@code ModelCache} has either kind ready to score; {@code RiskScoreService}
 * reads, replays and compares; {@code RiskTrajectoryService} says where a renewal's scores are heading; {@code
 * WorklistService} and {@code RiskSummaryService} answer what to do next.
 */
@NullMarked
package dev.perennial.risk;

import org.jspecify.annotations.NullMarked;
