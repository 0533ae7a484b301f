package org.hunar.server.openrosa;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hunar.server.http.ProblemException;
import org.hunar.server.openrosa.StoredSubmission.EntityState;
import org.hunar.server.openrosa.StoredSubmission.State;
import org.hunar.server.openrosa.SubmissionDao.Key;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submissions that came before what they follow: edits before what they edit, branches of an entity before their trunk. */
final class WaitingSubmissions {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingSubmissions.class);

    private final Database database;
    private final SubmissionDao dao;
    private final FilledForms forms;
    private final CollectTokens tokens;
    private final SubmissionWriter writer;
    private final RefusedSubmissions refused;

    WaitingSubmissions(
            Database database,
            SubmissionDao dao,
            FilledForms forms,
            CollectTokens tokens,
            SubmissionWriter writer,
            RefusedSubmissions refused) {
        this.database = database;
        this.dao = dao;
        this.forms = forms;
        this.tokens = tokens;
        this.writer = writer;
        this.refused = refused;
    }

    /** Takes what has waited for something that is here by now. */
    void releaseOrLog() {
        Set<Key> stuck = new HashSet<>();
        List<Key> ready = ready(stuck);
        while (!ready.isEmpty()) {
            for (Key key : ready) {
                try {
                    releaseOrRefuse(key);
                } catch (RuntimeException e) {
                    LOG.warn("A submission waits on: {}", e.getClass().getName());
                }
                stuck.add(key);
            }
            ready = ready(stuck);
        }
    }

    private List<Key> ready(Set<Key> except) {
        return database.inSnapshot(dao::ready).stream()
                .filter(key -> !except.contains(key))
                .toList();
    }

    private void releaseOrRefuse(Key key) {
        try {
            release(key);
        } catch (ProblemException refusal) {
            if (!RefusedSubmissions.isFinal(refusal)) {
                throw refusal;
            }
            refuse(key, refusal);
        }
    }

    private void release(Key key) {
        StoredSubmission waiting = database.inSnapshot(tx -> dao.find(tx, key)).orElseThrow();
        FilledForm filled = forms.withOriginal(key.programme(), waiting.xml());
        database.inTransaction(tx -> {
            StoredSubmission stored = dao.lock(tx, key).orElseThrow();
            Sent sent = new Sent(sender(tx, stored), tokens.cohorts(tx, stored), filled);
            if (stored.state() == State.AWAITS_EDITED) {
                writer.write(tx, sent, stored, dao.files(tx, key));
            } else if (stored.entity().state() == EntityState.AWAITS_BRANCH) {
                writer.writeBranch(tx, sent, stored);
            }
            return key;
        });
    }

    /** What has waited, and cannot be taken now, goes where everything that is refused is looked at. */
    private void refuse(Key key, ProblemException refusal) {
        StoredSubmission waiting = database.inSnapshot(tx -> dao.find(tx, key)).orElseThrow();
        refused.keep(database.inSnapshot(tx -> sender(tx, waiting)), key.programme(), waiting.xml(), refusal);
        database.inTransaction(tx -> {
            dao.lock(tx, key)
                    .filter(stored -> stored.state() == State.AWAITS_EDITED)
                    .ifPresent(
                            stored -> dao.update(tx, stored.now(State.REFUSED, stored.assessment(), stored.heads())));
            return key;
        });
    }

    private Sender sender(Transaction tx, StoredSubmission stored) {
        Optional<CollectToken> token = stored.tokenId().flatMap(id -> tokens.find(tx, id));
        return new Sender(stored.author(), stored.installId(), token.map(CollectToken::device));
    }
}
