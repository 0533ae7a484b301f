package org.hunar.server.openrosa;

import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** Who comes through this door: trainers who have a cohort, and managers. */
final class Members {
    private final Database database;
    private final Programmes programmes;

    Members(Database database, Programmes programmes) {
        this.database = database;
        this.programmes = programmes;
    }

    /**
     * @throws ProblemException 403 for who has nothing to assess: an empty list would make a phone delete its forms; 404
     *     if there is no such programme
     */
    ProgrammeId require(Caller caller, String code) {
        ProgrammeId programme = PathValue.programme(code);
        if (!caller.manages(programme) && caller.cohorts(programme).isEmpty()) {
            throw Refusal.FORBIDDEN.problem();
        }
        database.inSnapshot(tx -> programmes.require(tx, programme));
        return programme;
    }
}
