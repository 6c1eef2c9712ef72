/** Everything a front end needs to draw its menus, in one answer. Comes after all features and is used by none. */
@NullMarked
package dev.perennial.catalogue;

import org.jspecify.annotations.NullMarked;
