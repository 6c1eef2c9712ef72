package dev.perennial.modelcard;

import dev.perennial.learning.Judgement;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pictures of a card. */
@Singleton
class CardPlots {
  private static final int WIDTH = 430;
  private static final int HEIGHT = 330;
  private static final String MODEL = "#1f6f5c";
  private static final String QUIET = "#9aa5a0";
  private static final String INK = "#33403b";

  private final ChartEngine engine;

  CardPlots(ChartEngine engine) {
    this.engine = engine;
  }

  /** What was predicted against what happened, with what chance does; on the line is right. */
  String reliability(Judgement judgement) {
    double top = judgement.bands().stream().mapToDouble(Judgement.Band::observedUpper).max().orElse(1);
    double most = judgement.bands().stream().mapToDouble(Judgement.Band::predicted).max().orElse(1);
    double end = StrictMath.min(100, 10 * StrictMath.ceil(10 * StrictMath.max(top, most)));
    List<Object> points = new ArrayList<>();
    List<Object> chance = new ArrayList<>();
    for (Judgement.Band band : judgement.bands()) {
      double x = rounded(100 * band.predicted());
      points.add(List.of(x, rounded(100 * band.observed())));
      chance.add(List.of(x, rounded(100 * band.observedLower())));
      chance.add(List.of(x, rounded(100 * band.observedUpper())));
      chance.add(List.of("-", "-")); // a gap
    }
    return engine.svg(
        Map.of(
            "animation", false,
            "grid", grid(),
            "xAxis", axis("the model said (%)", end),
            "yAxis", axis("were lost (%)", end),
            "series",
            List.of(
                line(List.of(List.of(0, 0), List.of(end, end)), QUIET, 1.5, "dashed"),
                line(chance, MODEL, 1.5, "solid"),
                Map.of("type", "scatter", "data", points, "symbolSize", 9, "itemStyle", Map.of("color", MODEL)))),
        WIDTH,
        HEIGHT);
  }

  /** How many times the average loss rate each tenth of the renewals has, the riskiest first. */
  String lift(Judgement judgement) {
    double rate = judgement.losses() / (double) judgement.rows();
    List<Object> bars = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Judgement.Band> bands = judgement.bands().reversed();
    for (int band = 0; band < bands.size(); band++) {
      bars.add(rounded(bands.get(band).observed() / rate));
      names.add(band == 0 ? "riskiest" : band == bands.size() - 1 ? "safest" : String.valueOf(band + 1));
    }
    List<Object> average = names.stream().<Object>map(name -> 1).toList();
    return engine.svg(
        Map.of(
            "animation", false,
            "grid", grid(),
            "xAxis",
            Map.of(
                "type", "category", "data", names, "name", "renewals by risk, in tenths", "nameLocation", "middle", "nameGap",
                32, "nameTextStyle", Map.of("color", INK), "axisLabel", Map.of("color", INK, "interval", 0, "fontSize", 11),
                "axisTick", Map.of("show", false), "axisLine", Map.of("lineStyle", Map.of("color", QUIET))),
            "yAxis",
            Map.of(
                "type", "value", "name", "times the average loss rate", "nameLocation", "middle", "nameGap", 36,
                "nameTextStyle", Map.of("color", INK), "axisLabel", Map.of("color", INK), "splitLine",
                Map.of("lineStyle", Map.of("color", "#e6ebe8"))),
            "series",
            List.of(
                Map.of("type", "bar", "data", bars, "barWidth", "68%", "itemStyle", Map.of("color", MODEL)),
                line(average, QUIET, 1.5, "dashed"))),
        WIDTH,
        HEIGHT);
  }

  private static double rounded(double value) {
    return StrictMath.rint(value * 1000) / 1000;
  }

  private static Map<String, Object> grid() {
    return Map.of("left", 58, "right", 22, "top", 16, "bottom", 52);
  }

  private static Map<String, Object> axis(String name, double end) {
    return Map.of(
        "type", "value", "min", 0, "max", end, "name", name, "nameLocation", "middle", "nameGap", 34, "nameTextStyle",
        Map.of("color", INK), "axisLabel", Map.of("color", INK), "splitLine", Map.of("lineStyle", Map.of("color", "#e6ebe8")));
  }

  private static Map<String, Object> line(List<?> data, String colour, double width, String style) {
    return Map.of(
        "type", "line", "data", data, "symbol", "none", "lineStyle", Map.of("color", colour, "width", width, "type", style));
  }
}
