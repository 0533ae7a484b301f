package org.hunar.server.openrosa;

import java.util.List;
import java.util.Optional;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.openrosa.SubmissionDao.Key;
import org.hunar.server.storage.Database;

/** Reads what came together with the form that it fills, and with what it edits. */
final class FilledForms {
    private final Database database;
    private final Forms forms;
    private final Instruments instruments;
    private final SubmissionDao dao;

    FilledForms(Database database, Forms forms, Instruments instruments, SubmissionDao dao) {
        this.database = database;
        this.forms = forms;
        this.instruments = instruments;
        this.dao = dao;
    }

    /** @throws ProblemException 400 if it cannot be read, 404 if its form was never published */
    FilledForm read(ProgrammeId programme, byte[] xml) {
        SubmissionReader reader = SubmissionReader.of(xml);
        FormFile form = forms.find(programme, reader.form(), reader.version())
                .orElseThrow(() -> Refusal.FORM_UNKNOWN.problem(
                        reader.form() + reader.version().map(each -> " " + each).orElse("")));
        Submission submission = reader.read(form.root(), form.uploads());
        Instrument instrument = database.inSnapshot(tx -> instruments.find(tx, programme, List.of(form.id())))
                .get(form.id())
                .instrument();
        return new FilledForm(submission, form, instrument, Optional.empty());
    }

    /** Read before the transaction; what it edits and comes only afterwards releases it. */
    FilledForm withOriginal(ProgrammeId programme, byte[] xml) {
        FilledForm filled = read(programme, xml);
        Optional<StoredSubmission> edited = filled.submission()
                .deprecatedId()
                .flatMap(id -> database.inSnapshot(tx -> dao.find(tx, new Key(programme, id))));
        return filled.editing(edited.filter(each -> !each.isErased()).map(each -> read(programme, each.xml())));
    }
}
