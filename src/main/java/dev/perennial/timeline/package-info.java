/**
 * One customer's history in one list: signals, changes from the event log, risk scores. Resource →
 * service → one statement (after one that finds the customers merged into this one) that takes the newest few of each and merges them, so that a long history
 * costs what a short one does.
 */
@NullMarked
package dev.perennial.timeline;

import org.jspecify.annotations.NullMarked;
