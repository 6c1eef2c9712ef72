package dev.perennial.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.editing.Reference;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is passed at a glance, Bean Validation passes, too: the annotations stay the rule. */
class SignalRulesTest {
  private final Random random = new Random(3);

  @Test
  void whatIsPlainIsValid() {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      Validator validator = factory.getValidator();
      int plain = 0;
      int faulty = 0;
      for (int i = 0; i < 20_000; i++) {
        SignalFields fields = fields();
        Set<?> violations = validator.validate(fields);
        faulty += violations.isEmpty() ? 0 : 1;
        if (SignalRules.isPlain(fields)) {
          plain++;
          assertEquals(Set.of(), violations, fields.toString());
        }
      }
      assertTrue(plain > 1000 && faulty > 1000, plain + " plain, " + faulty + " faulty");
    }
  }

  private SignalFields fields() {
    return new SignalFields(
        text(100), text(200), rarely() ? null : CustomerReference.of(new UUID(0, 1)), rarely() ? null : SignalKind.USAGE,
        text(100), rarely() ? null : Instant.EPOCH, null, rarely() ? Double.NaN : 1.0,
        pick(null, 0.5, -1.0, 1.0, 1.0000001, Double.NaN, Double.NEGATIVE_INFINITY), pick(null, 1, 4, 0, 5), SignalDirection.INBOUND,
        rarely() ? text(100) : null, null, rarely() ? text(200) : null, null, null, null,
        rarely() ? attributes(45 + random.nextInt(10)) : Map.of(), pick(null, 0, 7, -1), null, rarely() ? List.of(Reference.of(new UUID(0, 2))) : null);
  }

  private boolean rarely() {
    return random.nextInt(20) == 0;
  }

  @SafeVarargs
  private <T> T pick(T mostly, T... others) {
    return random.nextInt(4) > 0 ? mostly : others[random.nextInt(others.length)];
  }

  private String text(int limit) {
    return random.nextInt(12) > 0
        ? "text"
        : pick("", null, " ", "\u2003", "\u0001", "x".repeat(limit), "x".repeat(limit + 1));
  }

  private static Map<String, Object> attributes(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "a" + i, i -> i));
  }
}
