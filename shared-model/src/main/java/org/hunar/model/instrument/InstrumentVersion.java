package org.hunar.model.instrument;

import org.hunar.model.json.JsonObject;

/**
 * One published version of an instrument; immutable once published.
 *
 * @param instrument which instrument
 * @param version any text of 1 to 64 characters without spaces, often a date and a number such as 2026092501
 */
public record InstrumentVersion(InstrumentId instrument, String version) {
    private static final int MAX_LENGTH = 64;

    public InstrumentVersion {
        if (version.isEmpty() || version.length() > MAX_LENGTH || !version.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("a version is 1 to 64 of letters, digits, '.', '_' and '-'");
        }
    }

    /** Reads {@code weld_l2@2026092501}. */
    public static InstrumentVersion parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("an instrument and its version look like weld_l2@1, not " + text);
        }
        return new InstrumentVersion(new InstrumentId(text.substring(0, at)), text.substring(at + 1));
    }

    /** Reads the fields {@code instrument} and {@code instrument_version} of an assessment. */
    public static InstrumentVersion ofAssessment(JsonObject body) {
        InstrumentId instrument = body.as("instrument", InstrumentId::new);
        return body.as("instrument_version", version -> new InstrumentVersion(instrument, version));
    }

    /** {@code weld_l2@2026092501}, as in the feed and in what a held operation needs. */
    @Override
    public String toString() {
        return instrument + "@" + version;
    }
}
