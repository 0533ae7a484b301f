package org.hunar.model.sync.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hunar.model.assessment.Answer;
import org.hunar.model.assessment.AnswerValidator;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.UploadRequest;

/**
 * The attachments that the server does not have yet, by their SHA-256: DUE → gone when it is there, or PARKED. The same
 * photo in two assessments of one person is one.
 */
final class Uploads {
    private static final String ANSWERS = "/body/" + Document.ANSWERS;
    private static final Comparator<UploadEntry> ORDER =
            Comparator.comparingLong(UploadEntry::failures).thenComparingLong(UploadEntry::number);

    private final PhoneStore store;
    private final Optional<String> user;

    /** @param user as of {@link Outbox#Outbox} */
    Uploads(PhoneStore store, Optional<String> user) {
        this.store = store;
        this.user = user;
    }

    /**
     * What a commit needs to make the attachments of a captured operation due, parked ones again too.
     *
     * @throws InvalidException if an answer names an attachment and is none, or one that no server takes
     */
    static Changes captured(OutboxEntry operation) {
        requirePossible(operation.operation());
        Changes changes = new Changes();
        for (UploadEntry entry : attachments(operation)) {
            changes.put(entry.key(), entry.toJson()).remove(entry.parkedKey());
        }
        return changes;
    }

    /** What a commit needs because the server may not have an operation's attachments; nothing for those in hand. */
    Changes again(OutboxEntry operation) {
        Changes changes = new Changes();
        for (UploadEntry entry : attachments(operation)) {
            boolean inHand = store.get(entry.key()).isPresent()
                    || store.get(entry.parkedKey()).isPresent();
            if (!inHand) {
                changes.put(entry.key(), entry.toJson());
            }
        }
        return changes;
    }

    private static List<UploadEntry> attachments(OutboxEntry entry) {
        return attachments(entry.operation()).stream()
                .map(request -> UploadEntry.due(request, entry.author(), entry.number()))
                .collect(Collectors.toList());
    }

    private static List<UploadRequest> attachments(Operation operation) {
        List<UploadRequest> attachments = new ArrayList<>();
        AssessmentId assessment = new AssessmentId(operation.entity().id());
        named(operation).forEach((item, value) -> {
            if (Answer.fromJson(ANSWERS + "/" + item, value) instanceof Answer.Attachment file) {
                attachments.add(new UploadRequest(file.sha256(), file.size(), file.mime(), assessment));
            }
        });
        return attachments;
    }

    private static void requirePossible(Operation operation) {
        List<Violation> violations = AnswerValidator.checkShapes(named(operation), ANSWERS);
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
    }

    /** Item to the answer by which it names a file. */
    private static Map<String, Object> named(Operation operation) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (operation.entity().type() == EntityType.ASSESSMENT
                && operation.body().get(Document.ANSWERS) instanceof Map<?, ?> answers) {
            answers.forEach((item, value) -> {
                if (value instanceof Map<?, ?> fields && fields.containsKey("sha256")) {
                    named.put((String) item, value);
                }
            });
        }
        return named;
    }

    /** Those to bring: what the server could not take before last, then in the order of capture. */
    List<UploadEntry> due() {
        List<UploadEntry> entries = entries(Keys.UPLOAD);
        entries.removeIf(entry -> !entry.isFor(user));
        entries.sort(ORDER);
        return entries;
    }

    List<UploadEntry> parked() {
        List<UploadEntry> entries = entries(Keys.PARKED_UPLOAD);
        entries.removeIf(entry -> !entry.isFor(user));
        return entries;
    }

    /** By author, how many wait until somebody else signs in. */
    Map<String, Integer> ofOthers() {
        Map<String, Integer> byAuthor = new TreeMap<>();
        for (UploadEntry entry : entries(Keys.UPLOAD)) {
            if (!entry.isFor(user)) {
                byAuthor.merge(entry.author().get(), 1, Integer::sum);
            }
        }
        return byAuthor;
    }

    /** Whether anybody is still to bring it. */
    boolean isDue(String sha256) {
        return !entries(Keys.file(Keys.UPLOAD, sha256, Optional.empty())).isEmpty();
    }

    /** The entry as it is now; empty when it is brought or parked. */
    Optional<UploadEntry> find(UploadEntry entry) {
        synchronized (store) {
            return store.get(entry.key()).map(text -> UploadEntry.read(entry.key(), text));
        }
    }

    void keep(UploadEntry entry) {
        commit(new Changes().put(entry.key(), entry.toJson()));
    }

    void done(UploadEntry entry) {
        commit(new Changes().remove(entry.key()));
    }

    void park(UploadEntry entry, UploadProblem problem, String detail) {
        commit(new Changes()
                .remove(entry.key())
                .put(entry.parkedKey(), entry.parked(problem, detail).toJson()));
    }

    /** Makes a parked one due again, because somebody has removed the cause. */
    boolean retry(String sha256) {
        synchronized (store) {
            Changes changes = new Changes();
            for (UploadEntry entry : parked()) {
                if (entry.sha256().equals(sha256)) {
                    changes.remove(entry.parkedKey())
                            .put(entry.key(), entry.anew().toJson());
                }
            }
            if (!changes.isEmpty()) {
                store.commit(changes);
            }
            return !changes.isEmpty();
        }
    }

    private List<UploadEntry> entries(String prefix) {
        List<UploadEntry> entries = new ArrayList<>();
        synchronized (store) {
            store.scan(prefix, "", (key, text) -> entries.add(UploadEntry.read(key, text)));
        }
        return entries;
    }

    private void commit(Changes changes) {
        synchronized (store) {
            store.commit(changes);
        }
    }
}
