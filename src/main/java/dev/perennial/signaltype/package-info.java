/**
 * The catalogue of signal types, and what each source delivers. {@code SignalTypeResource → SignalTypeService →
 * SignalTypeRepository}: configuration, one row per code. {@code TypeChecks} holds signals against it on behalf of {@code
 * signal}; {@code SignalSourceResource → SignalSourceRepository} compares expected with delivered, so that a silent source
 * and one that was never connected differ. {@code StarterTypes} is what a new tenant begins with.
 */
@NullMarked
package dev.perennial.signaltype;

import org.jspecify.annotations.NullMarked;
