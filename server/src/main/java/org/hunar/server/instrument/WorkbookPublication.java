package org.hunar.server.instrument;

import java.util.ArrayList;
import java.util.List;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.server.http.ProblemException;
import org.hunar.server.xlsform.Draft;
import org.hunar.server.xlsform.Finding;
import org.hunar.server.xlsform.Finding.Level;
import org.hunar.server.xlsform.UnreadableWorkbookException;
import org.hunar.server.xlsform.XlsForm;

/**
 * A publication that came as a workbook: what is said of it names cells.
 *
 * @param warnings what is allowed and likely a slip
 */
record WorkbookPublication(Publication publication, Draft draft, List<Violation> warnings) {
    /**
     * @throws ProblemException if the file is not read at all: 413 if it is too large, else 400
     * @throws InvalidException naming every cell that is in the way
     */
    static WorkbookPublication of(byte[] file) {
        XlsForm form = read(file);
        refuse(form);
        Draft draft = form.draft();
        JsonObject json = Json.readObject(Json.write(draft.json()));
        try {
            Instrument instrument = Instrument.fromJson(json);
            Publication publication = new Publication(
                    instrument,
                    json.optionalObject("key").map(key -> ScoringKey.fromJson(instrument, key)),
                    XForm.of(form.toPublishedXForm()),
                    true);
            return new WorkbookPublication(publication, draft, warnings(form, draft, publication));
        } catch (InvalidException e) {
            throw atItsCells(draft, e);
        }
    }

    private static XlsForm read(byte[] file) {
        try {
            return XlsForm.read(file, "form");
        } catch (UnreadableWorkbookException e) {
            throw e.code().equals("TOO_LARGE")
                    ? ProblemException.tooLarge(e.getMessage())
                    : new ProblemException(400, e.code(), e.getMessage());
        }
    }

    private static void refuse(XlsForm form) {
        List<Violation> inTheWay = form.findings().stream()
                .filter(finding -> finding.level() != Level.WARNING)
                .map(Finding::toViolation)
                .toList();
        if (!inTheWay.isEmpty()) {
            throw new InvalidException(inTheWay);
        }
    }

    private static List<Violation> warnings(XlsForm form, Draft draft, Publication publication) {
        List<Violation> warnings = new ArrayList<>();
        form.findings().forEach(finding -> warnings.add(finding.toViolation()));
        Warnings.of(publication.instrument(), publication.keyOrNone()).stream()
                .map(draft::atItsCell)
                .forEach(warnings::add);
        return warnings;
    }

    /** A refusal of what the workbook says, as one of its cells. */
    InvalidException atItsCells(InvalidException refusal) {
        return atItsCells(draft, refusal);
    }

    private static InvalidException atItsCells(Draft draft, InvalidException refusal) {
        return new InvalidException(
                refusal.violations().stream().map(draft::atItsCell).toList());
    }
}
