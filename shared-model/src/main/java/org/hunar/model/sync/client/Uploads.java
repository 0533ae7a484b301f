package org.hunar.model.sync.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.Answer;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.UploadRequest;

/**
 * The attachments that the server does not have yet, by their SHA-256: DUE → gone when it is there, or PARKED. The same
 * photo in two assessments is one.
 */
final class Uploads {
    private static final Comparator<UploadEntry> ORDER =
            Comparator.comparingLong(UploadEntry::failures).thenComparingLong(UploadEntry::number);

    private final PhoneStore store;

    Uploads(PhoneStore store) {
        this.store = store;
    }

    /**
     * What a commit needs to make the attachments of a captured operation due, parked ones again too.
     *
     * @param number of the operation
     * @throws org.hunar.model.problem.InvalidException if an answer names an attachment and is none
     */
    static Changes captured(Operation operation, long number) {
        Changes changes = new Changes();
        for (UploadRequest request : attachments(operation)) {
            changes.put(
                            Keys.upload(request.sha256()),
                            UploadEntry.due(request, number).toJson())
                    .remove(Keys.parkedUpload(request.sha256()));
        }
        return changes;
    }

    /** What a commit needs because the server may not have an operation's attachments; nothing for those in hand. */
    Changes again(Operation operation, long number) {
        Changes changes = new Changes();
        for (UploadRequest request : attachments(operation)) {
            boolean inHand = isDue(request.sha256())
                    || store.get(Keys.parkedUpload(request.sha256())).isPresent();
            if (!inHand) {
                changes.put(
                        Keys.upload(request.sha256()),
                        UploadEntry.due(request, number).toJson());
            }
        }
        return changes;
    }

    private static List<UploadRequest> attachments(Operation operation) {
        List<UploadRequest> attachments = new ArrayList<>();
        if (operation.entity().type() == EntityType.ASSESSMENT
                && operation.body().get(Document.ANSWERS) instanceof Map<?, ?> answers) {
            AssessmentId assessment = new AssessmentId(operation.entity().id());
            answers.forEach((item, value) -> {
                String pointer = "/body/" + Document.ANSWERS + "/" + item;
                if (value instanceof Map<?, ?> fields
                        && fields.containsKey("sha256")
                        && Answer.fromJson(pointer, value) instanceof Answer.Attachment file) {
                    attachments.add(new UploadRequest(file.sha256(), file.size(), file.mime(), assessment));
                }
            });
        }
        return attachments;
    }

    /** Those to bring: what the server could not take before last, then in the order of capture. */
    List<UploadEntry> due() {
        List<UploadEntry> entries = entries(Keys.UPLOAD);
        entries.sort(ORDER);
        return entries;
    }

    List<UploadEntry> parked() {
        return entries(Keys.PARKED_UPLOAD);
    }

    boolean isDue(String sha256) {
        synchronized (store) {
            return store.get(Keys.upload(sha256)).isPresent();
        }
    }

    Optional<UploadEntry> find(String sha256) {
        synchronized (store) {
            String key = Keys.upload(sha256);
            return store.get(key).map(text -> UploadEntry.read(key, text));
        }
    }

    void keep(UploadEntry entry) {
        commit(new Changes().put(Keys.upload(entry.sha256()), entry.toJson()));
    }

    void done(UploadEntry entry) {
        commit(new Changes().remove(Keys.upload(entry.sha256())));
    }

    void park(UploadEntry entry, UploadProblem problem, String detail) {
        commit(new Changes()
                .remove(Keys.upload(entry.sha256()))
                .put(
                        Keys.parkedUpload(entry.sha256()),
                        entry.parked(problem, detail).toJson()));
    }

    /** Makes a parked one due again, because somebody has removed the cause. */
    boolean retry(String sha256) {
        synchronized (store) {
            String key = Keys.parkedUpload(sha256);
            Optional<UploadEntry> entry = store.get(key).map(text -> UploadEntry.read(key, text));
            entry.ifPresent(parked -> commit(new Changes()
                    .remove(key)
                    .put(
                            Keys.upload(sha256),
                            UploadEntry.due(parked.request(), parked.number()).toJson())));
            return entry.isPresent();
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
