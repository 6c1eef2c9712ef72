/**
 * How far customers got with the product: adoption paths (ordered steps, each a predicate over signals) and features by
 * their release date. Definitions are stored, answers computed: {@code AdoptionPathResource → AdoptionPathService →
 * AdoptionRepository}, whose statement {@link dev.perennial.adoption.StepSql} writes, the same for one customer and for all.
 */
@NullMarked
package dev.perennial.adoption;

import org.jspecify.annotations.NullMarked;
