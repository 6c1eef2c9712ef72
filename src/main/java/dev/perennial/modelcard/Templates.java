package dev.perennial.modelcard;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page's template, read when the first page is asked for. Everything is escaped; what a record has not got is an error. */
final class Templates {
  private static final String HTML = "text/html";

  static final Template CARD = read("/pages/model-card.html");

  private Templates() {}

  private static Template read(String name) {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .strictRendering(true)
            .build();
    try (InputStream stream = Templates.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return engine.parse(text, Variant.forContentType(HTML), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
