package dev.perennial.platform.jobs;

/**
 * Fired when a job is started, so that this process looks for it right after the commit instead of
 * at its next poll.
 */
record JobQueued() {}
