package org.hunar.server.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;

/**
 * Shows what was refused. A phone never sends it again by itself, so somebody has to see why, and what was in it. It may
 * be anybody's and of any programme, so it is for administrators.
 */
final class Quarantine {
    private final QuarantineDao dao = new QuarantineDao();
    private final Database database;
    private final Audit audit;

    Quarantine(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    Map<String, Object> page(Caller caller, PageRequest page) {
        caller.requireAdmin();
        Optional<Quarantined.Key> after = page.after(Quarantined.Key::parse);
        List<Quarantined> rows = database.inSnapshot(tx -> dao.page(tx, after, page.fetch()));
        return page.page(rows, row -> row.key().text(), Quarantined::toJson);
    }

    /** The bytes as they came: whose they are and what they hold is noted as seen. */
    byte[] raw(Caller caller, UUID installId, String sha256) {
        caller.requireAdmin();
        return database.inTransaction(tx -> {
            byte[] raw = dao.raw(tx, installId, sha256)
                    .orElseThrow(() -> ProblemException.notFound("refused operation " + sha256 + " of " + installId));
            audit.done(tx, caller.name(), "quarantine.read", installId + "/" + sha256);
            return raw;
        });
    }
}
