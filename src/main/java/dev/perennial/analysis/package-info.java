/**
 * Questions to the past: what predicts renewal, what comes before it, and who sees further.
 *
 * <p>Flow of a stored analysis: {@code AnalysisResource} → {@code AnalysisService} (parameters completed and stored, job
 * started) → {@code AnalysisHandler} → {@code PredictorAnalysis} (decided renewals as of their cut-offs by {@code learning}, {@code
 * Leaks} set aside, {@code scoring}'s study, {@code PredictorReport}) or {@code TriggerDiscovery} (cases with matched controls
 * from {@code TriggerRepository}, their events and the rest as of the day in {@code TriggerWindows}, {@code TriggerPanels} matched
 * and adjusted, {@code TriggerReport}) → the answer, stored once beside its question.
 *
 * <p>{@code HumanVsModelService} judges people's calls and the model's scores by the same decided renewals, from one
 * statement.
 */
@NullMarked
package dev.perennial.analysis;

import org.jspecify.annotations.NullMarked;
