package dev.perennial.scoring.numeric;

import java.util.function.ToDoubleFunction;

/**
 * Maximises a smooth function of a few arguments by Newton steps with Levenberg-Marquardt damping
 * (Nocedal and Wright, Numerical Optimization, 2nd ed., ch. 3.4 and 10.3), derivatives by central
 * differences. Deterministic: no random start, a fixed order of evaluations.
 *
 * <p>Meant for log-likelihoods whose arguments are of order 1, such as logarithms of parameters.
 */
public final class DampedNewton {
  private static final double GRADIENT_STEP = 1e-5;
  private static final double HESSIAN_STEP = 1e-3;
  private static final int MAXIMUM_ITERATIONS = 200;

  private final ToDoubleFunction<double[]> function;
  private double[] point;
  private double value;

  private DampedNewton(ToDoubleFunction<double[]> function, double[] start) {
    this.function = function;
    this.point = start.clone();
    this.value = function.applyAsDouble(start);
  }

  /**
   * The local maximum reached from the start.
   *
   * @throws IllegalArgumentException where the function is not finite at the start or rises without
   *     end (no maximum within 200 steps)
   */
  public static Optimum maximise(ToDoubleFunction<double[]> function, double... start) {
    DampedNewton newton = new DampedNewton(function, start);
    if (!Double.isFinite(newton.value)) {
      throw new IllegalArgumentException("the function is not finite where the search starts");
    }
    double damping = 1e-3;
    for (int iteration = 0; iteration < MAXIMUM_ITERATIONS; iteration++) {
      double[] gradient = newton.gradient();
      double[][] curvature = newton.curvature();
      damping = newton.step(gradient, curvature, damping);
      if (damping < 0) {
        return newton.optimum(curvature, iteration);
      }
    }
    throw new IllegalArgumentException(
        "no maximum was found within " + MAXIMUM_ITERATIONS + " steps: the data do not bound the parameters");
  }

  /** Moves to a better point and returns the next damping, or -1 where none is better. */
  private double step(double[] gradient, double[][] curvature, double damping) {
    for (double tried = damping; tried < 1e12; tried = tried * 10) {
      double[] move = move(gradient, curvature, tried);
      double largest = 0;
      double[] next = point.clone();
      for (int index = 0; index < next.length; index++) {
        next[index] += move[index];
        largest = Math.max(largest, Math.abs(move[index]));
      }
      if (largest < 1e-9) {
        return -1;
      }
      double reached = largest < 5 ? function.applyAsDouble(next) : Double.NaN;
      if (reached > value) {
        point = next;
        value = reached;
        return Math.max(tried / 100, 1e-12);
      }
    }
    return -1;
  }

  private static double[] move(double[] gradient, double[][] curvature, double damping) {
    double[][] damped = LinearSystem.copy(curvature);
    for (int index = 0; index < gradient.length; index++) {
      damped[index][index] += damping * (Math.abs(curvature[index][index]) + 1e-8);
    }
    try {
      double[] move = LinearSystem.solve(damped, gradient);
      return ascends(move, gradient) ? move : scaled(gradient, damped);
    } catch (IllegalArgumentException singular) {
      return scaled(gradient, damped);
    }
  }

  /** Where the function is not concave, the direction of the gradient, scaled by the curvature. */
  private static double[] scaled(double[] gradient, double[][] damped) {
    double[] move = new double[gradient.length];
    for (int index = 0; index < move.length; index++) {
      move[index] = gradient[index] / (Math.abs(damped[index][index]) + 1e-8);
    }
    return move;
  }

  private static boolean ascends(double[] move, double[] gradient) {
    double product = 0;
    for (int index = 0; index < move.length; index++) {
      product += move[index] * gradient[index];
    }
    return product > 0;
  }

  private double[] gradient() {
    double[] gradient = new double[point.length];
    for (int index = 0; index < gradient.length; index++) {
      gradient[index] =
          (at(index, GRADIENT_STEP, index, 0) - at(index, -GRADIENT_STEP, index, 0)) / (2 * GRADIENT_STEP);
    }
    return gradient;
  }

  /** The negative of the second derivatives. */
  private double[][] curvature() {
    double step = HESSIAN_STEP;
    double[][] curvature = new double[point.length][point.length];
    for (int row = 0; row < point.length; row++) {
      curvature[row][row] = (2 * value - at(row, step, row, 0) - at(row, -step, row, 0)) / (step * step);
      for (int column = 0; column < row; column++) {
        double mixed =
            at(row, step, column, step)
                - at(row, step, column, -step)
                - at(row, -step, column, step)
                + at(row, -step, column, -step);
        curvature[row][column] = -mixed / (4 * step * step);
        curvature[column][row] = curvature[row][column];
      }
    }
    return curvature;
  }

  private double at(int first, double firstStep, int second, double secondStep) {
    double[] moved = point.clone();
    moved[first] += firstStep;
    moved[second] += secondStep;
    return function.applyAsDouble(moved);
  }

  private Optimum optimum(double[][] curvature, int iterations) {
    double[][] covariance;
    try {
      covariance = LinearSystem.inverse(curvature);
    } catch (IllegalArgumentException singular) {
      throw new IllegalArgumentException("the data do not bound the parameters", singular);
    }
    double[] errors = new double[point.length];
    for (int index = 0; index < errors.length; index++) {
      if (!(covariance[index][index] > 0)) {
        throw new IllegalArgumentException("the data do not bound the parameters");
      }
      errors[index] = StrictMath.sqrt(covariance[index][index]);
    }
    return new Optimum(point, value, iterations, errors);
  }
}
