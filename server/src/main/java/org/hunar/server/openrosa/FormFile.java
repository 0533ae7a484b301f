package org.hunar.server.openrosa;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.instrument.InstrumentVersion;

/**
 * What is to be known of a form as it was published; its bytes never change, so neither does this.
 *
 * @param title as phones list it, never empty
 * @param md5 of the bytes that are served
 * @param rosters names of the files that are the roster, such as participants.csv
 * @param participant name of the question that chooses out of one of them
 * @param media names of the other files that it shows or reads, in its order
 * @param root of its instance
 * @param uploads names of the questions that are answered by a file
 * @param saveTo name of a question to the property of a participant that it sets
 */
record FormFile(
        InstrumentVersion id,
        String title,
        String md5,
        List<String> rosters,
        Optional<String> participant,
        Set<String> media,
        FormNode root,
        Set<String> uploads,
        Map<String, String> saveTo) {

    /** Name of the list of entities that a file holds. */
    static String listOf(String filename) {
        return filename.substring(0, filename.length() - ".csv".length());
    }
}
