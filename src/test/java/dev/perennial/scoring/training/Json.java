package dev.perennial.scoring.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.scoring.document.ModelDocument;

/** Documents as JSON, by a mapper without any setting. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ModelDocument roundTrip(ModelDocument document) throws JsonProcessingException {
    return MAPPER.readValue(text(document), ModelDocument.class);
  }

  static String text(ModelDocument document) throws JsonProcessingException {
    return MAPPER.writeValueAsString(document);
  }
}
