package dev.perennial.scoring.feature;

/**
 * Three states that are never mixed up: knowing, knowing that there is nothing, and not knowing.
 */
public enum FeatureState {
  /** A value was found (or having none of it is the value 0). */
  VALUE('V'),
  /** The source is connected and holds nothing about this customer. */
  SILENT('S'),
  /** No source that could tell is connected: the score's interval widens. */
  NOT_CONNECTED('N');

  private static final FeatureState[] BY_ORDINAL = values();

  private final char letter;

  FeatureState(char letter) {
    this.letter = letter;
  }

  /** One-letter form used in stored scores. */
  public char letter() {
    return letter;
  }

  /** Form used by the batch arrays: 0 VALUE, 1 SILENT, 2 NOT_CONNECTED. */
  public byte code() {
    return (byte) ordinal();
  }

  /** Inverse of {@link #code()}. */
  public static FeatureState ofCode(byte code) {
    if (code < 0 || code >= BY_ORDINAL.length) {
      throw new IllegalArgumentException("no feature state has the code " + code);
    }
    return BY_ORDINAL[code];
  }

  /** Inverse of {@link #letter()}. */
  public static FeatureState ofLetter(char letter) {
    return switch (letter) {
      case 'V' -> VALUE;
      case 'S' -> SILENT;
      case 'N' -> NOT_CONNECTED;
      default -> throw new IllegalArgumentException("no feature state has the letter " + letter);
    };
  }

  /** The states as one string, for instance {@code VVSNV}. */
  public static String encode(FeatureState... states) {
    StringBuilder text = new StringBuilder(states.length);
    for (FeatureState state : states) {
      text.append(state.letter);
    }
    return text.toString();
  }

  /** Inverse of {@link #encode}. */
  public static FeatureState[] decode(String text) {
    FeatureState[] states = new FeatureState[text.length()];
    for (int index = 0; index < states.length; index++) {
      states[index] = ofLetter(text.charAt(index));
    }
    return states;
  }
}
