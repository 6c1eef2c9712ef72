package dev.perennial.platform.jobs;

/**
 * Fired inside the transaction that ends a job: what an observer writes is committed with the end,
 * or not at all.
 */
public record JobFinished(Job job) {}
