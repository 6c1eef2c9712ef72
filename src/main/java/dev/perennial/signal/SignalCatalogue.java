package dev.perennial.signal;

import dev.perennial.platform.http.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenant's catalogue of signal types; the package of types, which comes after this one, implements it. */
public interface SignalCatalogue {
  /** As it stands now, to be held against a batch. */
  Types read();

  /** A catalogue that was read. */
  interface Types {
    /**
     * What speaks against a signal of this kind and type with these attributes.
     *
     * @param refuseUnknown whether a type that is not in the catalogue is a fault
     */
    List<FieldError> faults(SignalFields fields, boolean refuseUnknown);

    /** The kind that the catalogue has a type with, or null when it lacks it. */
    @Nullable SignalKind kindOf(String type);
  }
}
