/**
 * Long work on db-scheduler: a job row says what happens, the scheduler says when and where.
 *
 * <p>{@code JobService.start} (row and execution in the caller's transaction) → {@code
 * JobScheduler} (polls, heartbeats, revives what died) → {@code JobWorker} (claims the row, runs
 * the kind's {@code JobHandler} as the caller who started it, ends the row) → {@code JobRun} (each
 * chunk: effects, counts and checkpoint in one transaction, fenced by the attempt) → {@code
 * JobFinished}.
 *
 * <p>Work that comes round again is a {@code RecurringWork}, run by one replica at a time.
 */
@NullMarked
package dev.perennial.platform.jobs;

import org.jspecify.annotations.NullMarked;
