/**
 * What customers answered when asked: NPS, CSAT and CES with their definitions, and who was asked and never answered. A
 * signal of kind SURVEY with a value is an answer, one without is the asking; its type says which survey. {@code
 * SurveyResource → SurveyService → SurveyRepository}.
 */
@NullMarked
package dev.perennial.survey;

import org.jspecify.annotations.NullMarked;
