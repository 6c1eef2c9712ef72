package dev.perennial.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Decimal numbers of bodies whose currency or unit stands elsewhere: texts, in one form each. */
public final class Decimals {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  private Decimals() {}

  /** The same number always in the same form, so that writing it again changes nothing. */
  public static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /** {@code 12.50}: at least two decimals. */
  public static String amount(BigDecimal value) {
    return value.setScale(Math.max(2, value.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  public static final class AmountWriter extends StdSerializer<BigDecimal> {
    AmountWriter() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(amount(value));
    }
  }

  /** Takes {@code "12.50"} and, because many systems send it so, {@code 12.5}. */
  public static final class Reader extends StdDeserializer<BigDecimal> {
    Reader() {
      super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken().isNumeric()) {
        return in.getDecimalValue();
      }
      String text = in.hasToken(JsonToken.VALUE_STRING) ? in.getText() : "";
      if (!DECIMAL.matcher(text).matches()) {
        context.handleWeirdStringValue(BigDecimal.class, text, "a decimal number");
      }
      return new BigDecimal(text);
    }
  }
}
