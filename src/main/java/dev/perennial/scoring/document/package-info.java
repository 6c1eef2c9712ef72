/**
 * Learned models as small documents: nested records of plain values that any JSON library maps, and that
 * a person can read. A model is its document; what compiles from it adds nothing.
 */
@NullMarked
package dev.perennial.scoring.document;

import org.jspecify.annotations.NullMarked;
