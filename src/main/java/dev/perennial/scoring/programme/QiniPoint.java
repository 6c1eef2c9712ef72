package dev.perennial.scoring.programme;

/**
 * What offering the programme to the best so-many customers would have brought.
 *
 * @param share of the customers, by descending predicted uplift, above 0, at most 1
 * @param treated of them, assigned to the offer
 * @param control of them, assigned to the hold-out
 * @param gain Q = Y_t - Y_c n_t/n_c, outcomes more than without the offer
 * @param gainPerTreated Y_t/n_t - Y_c/n_c; 0 where one arm is empty
 */
public record QiniPoint(double share, long treated, long control, double gain, double gainPerTreated) {}
