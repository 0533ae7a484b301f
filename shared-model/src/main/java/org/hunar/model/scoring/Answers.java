package org.hunar.model.scoring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.problem.InvalidException;

/** The answers of an assessment as scoring wants them. */
public final class Answers {
    private Answers() {}

    /**
     * Every scored item of the instrument counts as administered, and one without an answer as left blank; but for an
     * item that is asked under a condition ({@link Item#relevant}): without an answer it counts as not asked, since a
     * form does not show it to those whom it does not concern, and nobody shall lose points by it.
     *
     * @param answers item code to answer as a plain JSON value, as an assessment's document holds them
     * @throws InvalidException if a value has not the shape of an answer
     */
    public static Map<String, Answer> administered(Instrument instrument, Map<String, Object> answers) {
        Map<String, Answer> administered = new LinkedHashMap<>();
        for (Item item : instrument.items().values()) {
            boolean asked = !item.relevant().isPresent() || answers.get(item.code()) != null;
            if (item.type().isScored() && asked) {
                administered.put(item.code(), Answer.fromJson("/answers/" + item.code(), answers.get(item.code())));
            }
        }
        return administered;
    }
}
