package org.hunar.server.openrosa;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonFields;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.blob.Blobs;
import org.hunar.server.blob.WholeFiles;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * Files that forms show or read, beside the roster: pictures, sounds, lists of choices. A manager hands them in after the
 * form; a form that lacks some goes to phones without these. The bytes of the form never change, a file may be replaced:
 * phones see it by its sum.
 */
final class FormMedia {
    private static final String FILENAME = "filename";

    private final Database database;
    private final Forms forms;
    private final WholeFiles wholeFiles;
    private final Blobs blobs;
    private final Audit audit;
    private final InstantSource clock;
    private final FormMediaDao dao = new FormMediaDao();

    FormMedia(Database database, Forms forms, BlobFeature blob, Audit audit, InstantSource clock) {
        this.database = database;
        this.forms = forms;
        this.wholeFiles = blob.wholeFiles();
        this.blobs = blob.blobs();
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Those that are there, in the order of the form: of this version, or else those last handed in for another version
     * of the form under the same name.
     */
    List<FormMediaFile> of(ProgrammeId programme, FormFile form) {
        if (form.media().isEmpty()) {
            return List.of();
        }
        Map<String, FormMediaFile> there = database.inSnapshot(tx -> dao.newest(tx, programme, form.id()));
        return form.media().stream().filter(there::containsKey).map(there::get).toList();
    }

    Optional<FormMediaFile> find(ProgrammeId programme, FormFile form, String name) {
        return of(programme, form).stream()
                .filter(file -> file.name().equals(name))
                .findFirst();
    }

    InputStream open(FormMediaFile file) {
        return blobs.open(file.sha256());
    }

    /** All that the form shows or reads, each with whether it is there: {@code {items: [{filename, missing, size, …}]}}. */
    Map<String, Object> list(Caller caller, ProgrammeId programme, String code, String version) {
        caller.requireManager(programme);
        FormFile form = forms.require(programme, code, Optional.of(version));
        List<FormMediaFile> there = of(programme, form);
        List<Map<String, Object>> items = new ArrayList<>();
        for (String name : form.media()) {
            items.add(there.stream()
                    .filter(file -> file.name().equals(name))
                    .findFirst()
                    .map(file -> file.fields(form.id()).put("missing", false).toMap())
                    .orElseGet(() -> new JsonFields()
                            .put(FILENAME, name)
                            .put("missing", true)
                            .toMap()));
        }
        return Map.of("items", items);
    }

    /** What became of a file that was handed in. */
    record Put(FormMediaFile file, boolean isNew, Map<String, Object> json) {}

    /**
     * Takes a file in, in place of one of that name.
     *
     * @throws InvalidException if the form shows or reads no file of that name, or the file is empty
     */
    Put put(Caller caller, ProgrammeId programme, String code, String version, String name, String mime, byte[] bytes) {
        caller.requireManager(programme);
        FormFile form = forms.require(programme, code, Optional.of(version));
        requireNamed(form, name);
        if (bytes.length == 0) {
            throw InvalidException.at(FILENAME, "EMPTY", "the file " + name + " is empty");
        }
        WholeFiles.Kept kept = wholeFiles.keep(mime, () -> new ByteArrayInputStream(bytes));
        FormMediaFile file = new FormMediaFile(
                name, kept.sha256(), Md5.of(bytes), kept.size(), kept.mime(), form.id(), caller.name(), now());
        boolean isNew = database.inTransaction(tx -> store(tx, programme, file));
        List<String> missing = new ArrayList<>(form.media());
        of(programme, form).forEach(each -> missing.remove(each.name()));
        return new Put(
                file,
                isNew,
                file.fields(form.id()).put("still_missing", missing).toMap());
    }

    private boolean store(Transaction tx, ProgrammeId programme, FormMediaFile file) {
        blobs.referPublished(tx, owner(programme, file), file.sha256());
        audit.done(tx, file.addedBy(), "form-file.put", programme, file.form() + " " + file.name());
        return dao.put(tx, programme, file);
    }

    private static UUID owner(ProgrammeId programme, FormMediaFile file) {
        return Identifiers.version5("form-file:" + programme + "/" + file.form() + "/" + file.name());
    }

    private static void requireNamed(FormFile form, String name) {
        if (!form.media().contains(name)) {
            throw InvalidException.at(
                    FILENAME,
                    "NOT_NAMED",
                    form.media().isEmpty()
                            ? "the form shows and reads no files"
                            : "the form shows and reads no file " + name + ", but " + String.join(", ", form.media()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
