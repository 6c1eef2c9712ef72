package dev.perennial.signal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Names a customer: a JSON string is our id, an object {@code {source, externalId}} another
 * system's. Either the id is set or the other two are.
 */
@JsonDeserialize(using = CustomerReference.Reader.class)
@Schema(
    description = "Our id of the customer, or `{source, externalId}`.",
    oneOf = {UUID.class, CustomerReference.External.class})
public record CustomerReference(
    @Nullable UUID id, @Nullable String source, @Nullable String externalId) {

  /** The customer with this id. */
  public static CustomerReference of(UUID id) {
    return new CustomerReference(id, null, null);
  }

  /** The customer another system knows by this id. */
  public static CustomerReference external(String source, String externalId) {
    return new CustomerReference(null, source, externalId);
  }

  /** The object form, for the contract and the reader. */
  @Schema(name = "ExternalCustomer")
  record External(
      @Schema(required = true) @Nullable String source,
      @Schema(required = true) @Nullable String externalId) {}

  static final class Reader extends StdDeserializer<CustomerReference> {
    private static final int UUID_LENGTH = 36;

    Reader() {
      super(CustomerReference.class);
    }

    @Override
    public CustomerReference deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        External external = context.readValue(in, External.class);
        return new CustomerReference(null, external.source(), external.externalId());
      }
      String text = in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : "";
      try {
        if (text.length() == UUID_LENGTH) {
          return of(UUID.fromString(text));
        }
      } catch (IllegalArgumentException e) {
        // refused below, like every other text that is no id
      }
      throw context.weirdStringException(text, UUID.class, "neither an id nor an object");
    }
  }
}
