package org.hunar.server.participant;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.List;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.SealedColumn;

/** Builds what {@code participant} is made of. */
public final class ParticipantFeature {
    /** What is sealed of the roster. */
    public static final List<SealedColumn> SEALED =
            List.of(SealedColumn.ofTexts("participants", List.of("programme", "id"), "doc", "true"));

    private final Database database;
    private final Programmes programmes;
    private final Participants participants = new Participants();

    public ParticipantFeature(Database database, Programmes programmes) {
        this.database = database;
        this.programmes = programmes;
    }

    public Participants participants() {
        return participants;
    }

    /**
     * @param intake makes operations of a roster's rows
     * @param likely tells who of them may be known already
     */
    public void register(JerseyEnvironment jersey, RosterIntake intake, LikelyKnown likely) {
        ParticipantReader reader = new ParticipantReader(database, programmes, participants);
        Roster roster = new Roster(database, programmes, participants, intake);
        RosterPreview preview = new RosterPreview(database, programmes, participants, likely);
        jersey.register(new ParticipantResource(reader, roster, preview));
    }
}
