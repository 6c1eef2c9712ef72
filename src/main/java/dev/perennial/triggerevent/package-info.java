/**
 * Trigger events: facts that may change a decision. A catalogue of types; events posted by integrations (resource → service:
 * check, resolve, store in one statement, mark customers for re-scoring, one log event) or detected by rules, which come
 * after this package and store through the same service. Append-only with three times each; corrections are new revisions.
 */
@NullMarked
package dev.perennial.triggerevent;

import org.jspecify.annotations.NullMarked;
