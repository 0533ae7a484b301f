package org.hunar.server.report.pairing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.pairing.DeskDao.Person;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Shows whose pair of assessments a manager should look at, page by page, each in the same few statements. */
final class PairingDesk {
    private final Database database;
    private final Programmes programmes;
    private final DeskDao dao = new DeskDao();

    PairingDesk(Database database, Programmes programmes) {
        this.database = database;
        this.programmes = programmes;
    }

    /**
     * A page of a list, by id of the participants.
     *
     * @throws ProblemException 404 if there is no such programme
     */
    Map<String, Object> page(ProgrammeId programme, DeskList list, PageRequest page) {
        return database.inSnapshot(tx -> page(tx, programme, list, page));
    }

    Map<String, Object> page(Transaction tx, ProgrammeId code, DeskList list, PageRequest page) {
        Programme programme = programmes.require(tx, code);
        List<Person> people = dao.page(tx, code, list, page.after(UUID::fromString), page.fetch());
        List<UUID> ids = people.stream().map(Person::id).toList();
        Explained explained = new Explained(programme, dao.sittings(tx, code, ids), dao.inReview(tx, code));
        return page.page(people, person -> person.id().toString(), person -> explained.toJson(list, person));
    }
}
