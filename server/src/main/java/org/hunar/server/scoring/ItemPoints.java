package org.hunar.server.scoring;

import java.math.BigDecimal;
import java.util.Optional;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.InstrumentVersion;

/**
 * What one item of an assessment earned.
 *
 * @param instrument the form to which the item belongs: another version may mean something else by the same code
 * @param item code of the item
 * @param skill whose sub-score its points go to
 * @param max points obtainable, above 0
 * @param answer as given; {@link Answer.Blank} when left blank
 * @param points earned; none when the item is left out of the score, or waits for its rating
 */
public record ItemPoints(
        InstrumentVersion instrument,
        String item,
        String skill,
        BigDecimal max,
        Answer answer,
        Optional<BigDecimal> points) {}
