/**
 * What append-only facts about an edited object share (measurements, delivery scores): the key source, source id and
 * revision; three times; their checks; bulk requests in which each item is answered by itself. Set-based: a batch is one
 * look-up of references and one statement.
 */
@NullMarked
package dev.perennial.fact;

import org.jspecify.annotations.NullMarked;
