package org.hunar.server.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentEditor.Publishing;
import org.hunar.server.xlsform.Draft;
import org.hunar.server.xlsform.Finding;
import org.hunar.server.xlsform.Finding.Level;
import org.hunar.server.xlsform.ForeignForm;
import org.hunar.server.xlsform.FormFiles;
import org.hunar.server.xlsform.FormPeople;
import org.hunar.server.xlsform.UnreadableWorkbookException;
import org.hunar.server.xlsform.XlsForm;

/**
 * A publication that came as a workbook or as an XForm: what is said of it names cells, or paths of the form.
 *
 * @param warnings what is allowed and likely a slip
 */
record FormPublication(Publication publication, Draft draft, List<Violation> warnings) {
    /** What may go wrong while a file is read. */
    private interface Reading<T> {
        T read() throws UnreadableWorkbookException;
    }

    /**
     * A workbook, with the key in it.
     *
     * @throws ProblemException if the file is not read at all: 413 if it is too large, else 400
     * @throws InvalidException naming every cell that is in the way
     */
    static FormPublication ofWorkbook(byte[] file) {
        XlsForm form = read(() -> XlsForm.read(file, "form"));
        refuse(form.findings());
        return of(form.draft(), form.toPublishedXForm(), form.findings());
    }

    /** An XForm as it is, with its key in JSON; refusals as of {@link #ofWorkbook}. */
    static FormPublication ofXForm(byte[] xform, JsonObject key) {
        ForeignForm form = read(() -> ForeignForm.withKey(xform, key));
        refuse(form.findings());
        return of(form.draft(), xform, form.findings());
    }

    /** An XForm as it is, with its key in the sheet scoring of a workbook. */
    static FormPublication ofXForm(byte[] xform, byte[] keyWorkbook) {
        ForeignForm form = read(() -> ForeignForm.withKeyInWorkbook(xform, keyWorkbook));
        refuse(form.findings());
        return of(form.draft(), xform, form.findings());
    }

    private static FormPublication of(Draft draft, byte[] xform, List<Finding> findings) {
        JsonObject json = Json.readObject(Json.write(draft.json()));
        try {
            Instrument instrument = Instrument.fromJson(json);
            Publication publication = new Publication(
                    instrument,
                    json.optionalObject("key").map(key -> ScoringKey.fromJson(instrument, key)),
                    XForm.of(xform),
                    true,
                    skills(json));
            return new FormPublication(publication, draft, warnings(findings, draft, publication));
        } catch (InvalidException e) {
            throw atItsCells(draft, e);
        }
    }

    private static List<Skill> skills(JsonObject json) {
        return json.optionalObject("skills").stream()
                .flatMap(titles -> titles.names().stream().map(code -> {
                    Map<String, Object> skill =
                            Map.of("title", titles.object(code).asMap());
                    return Skill.fromJson(new SkillId(code), JsonObject.of("/skills/" + code, skill));
                }))
                .toList();
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (UnreadableWorkbookException e) {
            throw e.code().equals("TOO_LARGE")
                    ? ProblemException.tooLarge(e.getMessage())
                    : new ProblemException(400, e.code(), e.getMessage());
        }
    }

    private static void refuse(List<Finding> findings) {
        List<Violation> inTheWay = findings.stream()
                .filter(finding -> finding.level() != Level.WARNING)
                .map(Finding::toViolation)
                .toList();
        if (!inTheWay.isEmpty()) {
            throw new InvalidException(inTheWay);
        }
    }

    private static List<Violation> warnings(List<Finding> findings, Draft draft, Publication publication) {
        List<Violation> warnings = new ArrayList<>();
        findings.forEach(finding -> warnings.add(finding.toViolation()));
        Warnings.of(publication.instrument(), publication.keyOrNone()).stream()
                .map(draft::atItsCell)
                .forEach(warnings::add);
        FormPeople people = FormPeople.of(publication.form().bytes());
        warnings.addAll(Warnings.ofPhase(publication.instrument(), people));
        warnings.addAll(Warnings.ofPeople(people));
        FormFiles.named(publication.form().bytes(), people).stream()
                .map(file -> new Violation(
                        file,
                        "FILE_MISSING",
                        "the form shows or reads the file " + file + ": phones get the form without it until it is"
                                + " handed in, on the page of the form or to its attachments"))
                .forEach(warnings::add);
        return warnings;
    }

    /** The warnings, and a word on each skill that the programme had not, which may be misspelt, and on renamed languages. */
    List<Violation> warningsAnd(Publishing publishing) {
        List<Violation> all = new ArrayList<>(warnings);
        all.addAll(Warnings.ofRenamed(publishing.before(), publication.form()));
        publishing
                .skills()
                .forEach(skill -> all.add(new Violation(
                        "skills",
                        "SKILL_MADE",
                        "the programme had no skill " + skill.code()
                                + " and has it now: if it is misspelt, publish a corrected" + " version")));
        return all;
    }

    /** A refusal of what the form says, as one of its cells. */
    InvalidException atItsCells(InvalidException refusal) {
        return atItsCells(draft, refusal);
    }

    private static InvalidException atItsCells(Draft draft, InvalidException refusal) {
        return new InvalidException(
                refusal.violations().stream().map(draft::atItsCell).toList());
    }
}
