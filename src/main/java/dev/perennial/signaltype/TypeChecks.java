package dev.perennial.signaltype;

import dev.perennial.platform.http.FieldError;
import dev.perennial.signal.SignalCatalogue;
import dev.perennial.signal.SignalFields;
import dev.perennial.signal.SignalKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds signals against the catalogue. A type is in it with its kind: the same word of another kind is another type. */
@Singleton
class TypeChecks implements SignalCatalogue {
  private final SignalTypeRepository repository;

  TypeChecks(SignalTypeRepository repository) {
    this.repository = repository;
  }

  @Override
  public Types read() {
    Map<String, SignalTypeView> types = new HashMap<>();
    repository.all().forEach(type -> types.put(type.code(), type));
    return new Types() {
      @Override
      public List<FieldError> faults(SignalFields fields, boolean refuseUnknown) {
        return TypeChecks.faults(types, fields, refuseUnknown);
      }

      @Override
      public @Nullable SignalKind kindOf(String type) {
        SignalTypeView known = types.get(type);
        return known == null ? null : known.kind();
      }
    };
  }

  private static List<FieldError> faults(Map<String, SignalTypeView> types, SignalFields fields, boolean refuseUnknown) {
    SignalTypeView type = types.get(fields.type());
    if (type != null && type.kind() == fields.kind()) {
      // a retraction says that nothing happened: it owes no attributes
      return type.attributes().isEmpty() || Boolean.TRUE.equals(fields.retracted()) ? List.of() : attributeFaults(type, fields);
    }
    if (!refuseUnknown) {
      return List.of();
    }
    return List.of(
        type == null
            ? FieldError.at("/type", "unknown", "The type " + fields.type() + " is not in the catalogue; see GET /v1/signal-types.")
            : FieldError.at("/kind", "invalid", "The catalogue has the type " + type.code() + " with the kind " + type.kind() + "."));
  }

  private static List<FieldError> attributeFaults(SignalTypeView type, SignalFields fields) {
    Map<String, Object> given = fields.attributes() == null ? Map.of() : fields.attributes();
    List<FieldError> errors = new ArrayList<>();
    type.attributes()
        .forEach(
            (name, rule) -> {
              String pointer = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
              Object value = given.get(name);
              if (value == null && rule.isRequired()) {
                errors.add(FieldError.at(pointer, "required", "Signals of the type " + type.code() + " have this attribute."));
              } else if (value != null && !rule.type().fits(value)) {
                errors.add(FieldError.at(pointer, "invalid", "The attribute must be " + rule.type().words() + "."));
              }
            });
    return errors;
  }
}
