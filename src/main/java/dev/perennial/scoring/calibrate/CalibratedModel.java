package dev.perennial.scoring.calibrate;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.FeatureWording;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;

/** Any model with a calibration on its output; contributions stay those of the model. */
public final class CalibratedModel implements Model {
  private final Model inner;
  private final CalibrationDocument calibration;
  private final CalibratedScorer scorer;

  public CalibratedModel(Model inner, CalibrationDocument calibration) {
    this.inner = inner;
    this.calibration = calibration;
    scorer = new CalibratedScorer(inner.batch(), new CompiledCalibration(calibration));
  }

  public CalibrationDocument calibration() {
    return calibration;
  }

  @Override
  public String code() {
    return inner.code();
  }

  @Override
  public int version() {
    return inner.version();
  }

  @Override
  public FeatureSet featureSet() {
    return inner.featureSet();
  }

  @Override
  public boolean uses(int feature) {
    return inner.uses(feature);
  }

  @Override
  public FeatureWording wording(int feature, double value) {
    return inner.wording(feature, value);
  }

  @Override
  public BatchScorer batch() {
    return scorer;
  }

  @Override
  public Prediction predict(FeatureVector vector) {
    return BatchScorer.predict(this, vector);
  }
}
