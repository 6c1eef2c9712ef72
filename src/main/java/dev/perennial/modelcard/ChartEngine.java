package dev.perennial.modelcard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws charts as SVG: Apache ECharts, run by Rhino. No window system and no fonts are needed, and text stays text. Loaded when
 * the first chart is asked for; given up when memory is short, and loaded again.
 */
@Singleton
class ChartEngine {
  private static final String LIBRARY = "/charts/echarts.common.min.js";

  /** What the library expects of its surroundings; there is nothing to wait for. */
  private static final String SURROUNDINGS =
      "var self = this, globalThis = this; function setTimeout() { return 0; } function clearTimeout() {}";

  private static final String DRAW =
      """
      (function () {
        var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width, height: height});
        chart.setOption(JSON.parse(option));
        var svg = chart.renderToSVGString();
        chart.dispose();
        return svg;
      })()
      """;

  private final ObjectMapper json;
  private SoftReference<@Nullable Loaded> loaded = new SoftReference<>(null);

  ChartEngine(ObjectMapper json) {
    this.json = json;
  }

  private record Loaded(ScriptableObject scope, Script draw) {}

  /**
   * One chart.
   *
   * @param option in the library's words; texts in it must be our own, for they are not escaped
   */
  synchronized String svg(Map<String, ?> option, int width, int height) {
    Context context = ContextFactory.getGlobal().enterContext();
    try {
      context.setLanguageVersion(Context.VERSION_ES6);
      context.setInterpretedMode(true);
      Loaded library = library(context);
      ScriptableObject.putProperty(library.scope, "option", json.valueToTree(option).toString());
      ScriptableObject.putProperty(library.scope, "width", width);
      ScriptableObject.putProperty(library.scope, "height", height);
      return Context.toString(library.draw.exec(context, library.scope));
    } finally {
      Context.exit();
    }
  }

  private Loaded library(Context context) {
    Loaded known = loaded.get();
    if (known != null) {
      return known;
    }
    ScriptableObject scope = context.initSafeStandardObjects();
    context.evaluateString(scope, SURROUNDINGS, "surroundings", 1, null);
    context.evaluateString(scope, text(), LIBRARY, 1, null);
    Loaded made = new Loaded(scope, context.compileString(DRAW, "draw", 1, null));
    loaded = new SoftReference<>(made);
    return made;
  }

  private static String text() {
    try (InputStream stream = ChartEngine.class.getResourceAsStream(LIBRARY)) {
      if (stream == null) {
        throw new IllegalStateException(LIBRARY + " is missing: it is put there by the build (mvn process-resources)");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
