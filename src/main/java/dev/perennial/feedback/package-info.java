/**
 * Feedback and the loop that closes it: what a customer said, who looks after it, and when the customer was told what became
 * of it. {@code FeedbackResource → FeedbackService → Editor → FeedbackEntity}; low survey answers become items by a rule of
 * the settings ({@code SignalService → FeedbackFromSurveys → Editor}).
 */
@NullMarked
package dev.perennial.feedback;

import org.jspecify.annotations.NullMarked;
