package org.hunar.server.programme;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Users;
import org.hunar.server.storage.Database;

/** Builds what {@code programme} is made of. */
public final class ProgrammeFeature {
    private final Database database;
    private final Users users;
    private final Audit audit;
    private final Programmes programmes = new Programmes();

    public ProgrammeFeature(Database database, Users users, Audit audit) {
        this.database = database;
        this.users = users;
        this.audit = audit;
    }

    public Programmes programmes() {
        return programmes;
    }

    /**
     * @param listener is told every change
     * @param rules is told of the changes that make other scores of the same answers
     */
    public void register(JerseyEnvironment jersey, ProgrammeListener listener, ScoringRulesListener rules) {
        ProgrammeReader reader = new ProgrammeReader(database);
        ProgrammeEditor editor = new ProgrammeEditor(database, users, audit, listener, rules);
        jersey.register(new ProgrammeResource(reader, editor));
        jersey.register(new CohortResource(reader, editor));
        jersey.register(new SkillResource(reader, editor));
    }
}
