/**
 * What contract lines sell: a small catalogue. {@code ProductResource → ProductService → Editor →
 * ProductEntity}.
 */
@NullMarked
package dev.perennial.product;

import org.jspecify.annotations.NullMarked;
