package org.hunar.server.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.storage.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of the audit, each with the hash of the one before: who changes, removes, adds or swaps one later breaks a
 * link that can be named. An entry is linked in a transaction of its own, after the deed's: nobody who does something
 * waits for somebody else who does something (decision 12).
 */
public final class AuditChain {
    private static final int BATCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);

    private final Database database;
    private final AuditDao dao = new AuditDao();

    public AuditChain(Database database) {
        this.database = database;
    }

    /** Links what has been committed so far, in the order of ids; any node may do it at any time. */
    public void link() {
        while (database.inSnapshot(dao::hasUnlinked)) {
            database.inTransaction(this::linkBatch);
        }
    }

    /** As {@link #link}; a failure is told to the administrator, and the next time tries again. */
    void linkOrLog() {
        try {
            link();
        } catch (UnavailableException | BusyException e) {
            LOG.warn("new entries of the audit could not be linked: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("new entries of the audit could not be linked; they wait, see: doctor", e);
        }
    }

    /** Tells the log where the chain ends: where logs are kept elsewhere, that is a note that shows tampering. */
    void logHead() {
        LOG.info("The audit ends with {}", head());
    }

    AuditHead head() {
        return database.inSnapshot(dao::head).orElse(new AuditHead(0, AuditLink.NONE));
    }

    /**
     * Follows the chain from its beginning, and looks for what was noted of it earlier.
     *
     * @param noted an earlier {@link AuditVerdict#head}, kept where who writes to the database does not write
     */
    public AuditVerdict verify(Optional<AuditHead> noted) {
        return database.inSnapshot(tx -> verify(tx, noted));
    }

    private int linkBatch(Transaction tx) {
        AuditHead head = dao.lockHead(tx);
        List<AuditDao.Unlinked> unlinked = dao.unlinked(tx, BATCH);
        List<AuditDao.Linked> linked = new ArrayList<>();
        for (AuditDao.Unlinked each : unlinked) {
            AuditLink link = AuditLink.after(head, each.entry());
            linked.add(new AuditDao.Linked(each.id(), link));
            head = link.head();
        }
        dao.link(tx, linked);
        dao.setHead(tx, head);
        return linked.size();
    }

    private AuditVerdict verify(Transaction tx, Optional<AuditHead> noted) {
        Optional<AuditHead> kept = dao.head(tx);
        AuditWalk walk = new AuditWalk(noted);
        List<AuditLink> links;
        do {
            links = dao.after(tx, walk.reached().position(), AuditQuery.ALL, BATCH);
        } while (links.stream().allMatch(walk::passes) && links.size() == BATCH);
        walk.ends(kept);
        return new AuditVerdict(
                walk.reached().position(), kept.orElse(walk.reached()), dao.countUnlinked(tx), walk.fault());
    }
}
