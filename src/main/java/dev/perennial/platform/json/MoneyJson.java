package dev.perennial.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.perennial.kernel.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.regex.Pattern;

/** Money on the wire: {@code {"amount":"12000.00","currency":"EUR"}}, the amount always a decimal string. */
final class MoneyJson {
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private MoneyJson() {}

  static final class Writer extends StdSerializer<Money> {
    Writer() {
      super(Money.class);
    }

    @Override
    public void serialize(Money money, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeStartObject();
      out.writeStringField("amount", money.plainAmount());
      out.writeStringField("currency", money.currency());
      out.writeEndObject();
    }
  }

  static final class Reader extends StdDeserializer<Money> {
    Reader() {
      super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = context.readTree(in); // this value only: the parser's own way looks for an end of the text after it
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!name.equals("amount") && !name.equals("currency")) {
          context.handleUnknownProperty(in, this, Money.class, name);
        }
      }
      JsonNode amount = node.path("amount");
      String currency = node.path("currency").asText("");
      if (!amount.isTextual() || !AMOUNT.matcher(amount.asText()).matches()) {
        context.handleWeirdStringValue(
            Money.class, amount.asText(), "amount must be a decimal string with at most four decimals");
      }
      if (!CURRENCY.matcher(currency).matches()) {
        context.handleWeirdStringValue(Money.class, currency, "currency must be an ISO 4217 code");
      }
      return new Money(new BigDecimal(amount.asText()), currency);
    }
  }
}
