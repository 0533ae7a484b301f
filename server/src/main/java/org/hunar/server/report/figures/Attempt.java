package org.hunar.server.report.figures;

import org.hunar.model.programme.Phase;

/**
 * Which assessment a row belongs to.
 *
 * @param programme empty when the file has no such column
 */
record Attempt(String programme, String participant, Phase phase, int number) {
    static Attempt of(CsvRow row) {
        return new Attempt(
                row.optionalText("programme").orElse(""),
                row.text("participant"),
                row.oneOf("phase", Phase.class),
                row.count("attempt", 1));
    }

    /** The participant, told apart from those of the same name in other programmes. */
    String person() {
        return programme.isEmpty() ? participant : programme + '\0' + participant;
    }

    @Override
    public String toString() {
        return participant + ":" + phase + ":" + number;
    }
}
