package org.hunar.server.review;

import org.hunar.server.sync.FoundCase;

/** Says in plain words what happened and what may be decided. */
final class CaseTexts {
    private CaseTexts() {}

    static String message(FoundCase what) {
        return switch (what.kind()) {
            case HARD_CONFLICT ->
                field(what) + " was set to different values by people who did not know of each other. For now the last"
                        + " one by their clocks holds. Choose one, or give the right value.";
            case DUPLICATE_ATTEMPT ->
                "There are " + what.candidates().size() + " assessments of the same attempt, " + what.path()
                        + ". For now the one captured first counts. Keep one, or say which attempt each of them is.";
            case LATE_EDIT ->
                "This was changed by somebody who did not know that it had been approved. The approved values stay,"
                        + " unless you accept the change.";
            case PARTICIPANT_REMOVED ->
                "There is work for a participant who was taken off the roster. It is kept and is in no report. Put the"
                        + " participant back, or leave it so.";
            case AUTHORITY_REVIEW ->
                "This was captured by somebody who was not a trainer of the cohort at the time. It has no effect and is"
                        + " in no report until you accept it.";
            case CLOCK_SUSPECT ->
                "A phone's clock was more than ten minutes ahead, and which value or attempt counts hangs on it. Look at"
                        + " the other case before you rely on the result.";
            case FORKED_INSTALL ->
                "Two phones send under one name: the app's data was copied or restored from a backup. Nothing was lost;"
                        + " have the app set up anew on one of them.";
        };
    }

    private static String field(FoundCase what) {
        String name = what.path().substring(what.path().lastIndexOf('/') + 1);
        return what.path().startsWith("/answers/") ? "The answer to " + name : "The field " + name;
    }
}
