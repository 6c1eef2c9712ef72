package dev.perennial.noveluse;

/**
 * A type of signal that the customer has more of than its segment.
 *
 * @param share of the customer's signals, smoothed
 * @param segmentShare of the signals of the others in its segment, smoothed
 * @param contribution of the divergence; those of all types, also of the rarer ones, add up to it
 */
record NovelType(String type, long events, double share, double segmentShare, double contribution) {}
