package dev.perennial.signaltype;

import dev.perennial.platform.http.ETags;
import dev.perennial.signal.SignalKind;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A type of signal.
 *
 * @param unit of the value
 * @param attributes what named attributes must be; others are free
 * @param halfLifeDays days after which a fact counts half
 * @param expectedCadenceDays source → days within which it is expected to deliver
 */
@Schema(name = "SignalType")
record SignalTypeView(
    String code, long version, String etag, SignalKind kind, String label, @Nullable String unit,
    Map<String, AttributeRule> attributes, @Nullable Double halfLifeDays, Map<String, Integer> expectedCadenceDays) {

  SignalTypeView(
      String code, long version, SignalKind kind, String label, @Nullable String unit, Map<String, AttributeRule> attributes,
      @Nullable Double halfLifeDays, Map<String, Integer> expectedCadenceDays) {
    this(code, version, ETags.ofVersion(version), kind, label, unit, attributes, halfLifeDays, expectedCadenceDays);
  }
}
