package org.hunar.server.xlsform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.server.xlsform.Finding.Level;

/**
 * Looks whether what a workbook makes is an instrument: its code, its version and the name of each question have to be such
 * as the server takes, which a form alone need not.
 */
final class InstrumentChecks {
    private static final String SECTIONS = "/sections";
    private static final String ONLY_ITEM = SECTIONS + "/0/items/0";
    private static final InstrumentVersion ANY = new InstrumentVersion(new InstrumentId("any"), "1");

    private final Draft draft;
    private final Findings findings;
    private final Set<Place> told;

    private InstrumentChecks(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
        this.told = findings.all().stream()
                .filter(finding -> finding.level() != Level.WARNING)
                .flatMap(finding -> Stream.of(finding.place(), row(finding.place())))
                .collect(Collectors.toSet());
    }

    private static Place row(Place place) {
        return new Place(place.sheet(), place.row(), 0);
    }

    static void check(Draft draft, Findings findings) {
        new InstrumentChecks(draft, findings).check(Json.readObject(Json.write(draft.json())));
    }

    private void check(JsonObject json) {
        attempt("", () -> json.optionalText("code").ifPresent(code -> json.as("code", InstrumentId::new)));
        attempt(
                "",
                () -> json.optionalText("version")
                        .ifPresent(
                                version -> json.as("version", text -> new InstrumentVersion(ANY.instrument(), text))));
        json.list(
                "sections",
                (pointer, section) -> JsonObject.of(pointer, section).list("items", this::item));
        if (!findings.has(Level.PUBLISHING)) {
            attempt("", () -> {
                Instrument instrument = Instrument.fromJson(json);
                json.optionalObject("key").ifPresent(key -> ScoringKey.fromJson(instrument, key));
            });
        }
    }

    /** Each as if it were the only one: a reader stops at the first that is wrong. */
    private String item(String pointer, Object item) {
        Map<String, Object> alone = Map.of(
                "code", ANY.instrument().value(),
                "version", ANY.version(),
                "title", Map.of("en", "any"),
                "languages", List.of(),
                "sections", List.of(Map.of("code", "any", "items", List.of(item))));
        attempt(pointer, () -> Instrument.fromJson(JsonObject.of("", alone)));
        return pointer;
    }

    /** @param pointer to what stands for the only item, or empty for the whole */
    private void attempt(String pointer, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidException e) {
            for (Violation violation : e.violations()) {
                boolean isAlone = !pointer.isEmpty() && violation.path().startsWith(ONLY_ITEM);
                String path = isAlone ? pointer + violation.path().substring(ONLY_ITEM.length()) : violation.path();
                found(path, violation);
            }
        }
    }

    /** What follows from something that is told already is not told again: for an item, from anything in its row. */
    private void found(String path, Violation violation) {
        Place place = draft.place(path).orElse(new Place(path, 0, 0));
        if (!told.contains(path.startsWith(SECTIONS) ? row(place) : place)) {
            findings.publishing(place, violation.code(), violation.message());
        }
    }
}
