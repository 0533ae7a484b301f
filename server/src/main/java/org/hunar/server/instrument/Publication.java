package org.hunar.server.instrument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.xlsform.InstrumentForm;

/**
 * What a manager hands in to publish: an instrument and, mostly, its key.
 *
 * @param form as phones with ODK Collect get it
 * @param formIsGiven whether the manager wrote the form; else it is made of the instrument
 * @param skills that it brings along, for a programme that has none of that code
 */
record Publication(
        Instrument instrument, Optional<ScoringKey> key, XForm form, boolean formIsGiven, List<Skill> skills) {
    /** What the address of a version ends in where its XForm is asked for. */
    private static final String OF_FORM = ".xml";

    /** @throws InvalidException if the version ends in {@code .xml}: at its address another's XForm would be found */
    Publication {
        if (instrument.id().version().endsWith(OF_FORM)) {
            throw InvalidException.at(
                    "/version", "INVALID", "must not end in .xml: that is how the form of a version is asked for");
        }
    }

    /**
     * Reads the instrument, with its key as the member {@code key}.
     *
     * @throws InvalidException also with {@code CYCLE}, naming each item whose {@code relevant} leads back to itself
     */
    static Publication fromJson(JsonObject json) {
        Instrument instrument = Instrument.fromJson(json);
        Optional<ScoringKey> key = json.optionalObject("key").map(each -> ScoringKey.fromJson(instrument, each));
        InstrumentForm.Result form = InstrumentForm.of(instrument);
        refuseCircular(instrument, form.circular());
        return new Publication(instrument, key, XForm.of(form.bytes()), false, List.of());
    }

    private static void refuseCircular(Instrument instrument, List<String> circular) {
        List<Violation> violations = ItemPath.of(instrument).stream()
                .filter(at -> circular.contains(at.item().code()))
                .map(at -> new Violation(
                        at.pointer() + "/relevant",
                        "CYCLE",
                        "whether " + at.item().code() + " is asked depends on itself: no phone could open the form"))
                .toList();
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
    }

    /** SHA-256 over what was understood of it: the same content is the same publication, however it was written. */
    String hash() {
        Map<String, Object> content = new LinkedHashMap<>(instrument.toJson());
        key.ifPresent(present -> content.put("key", present.toJson(instrument)));
        if (formIsGiven) {
            content.put("xform", form.hash());
        }
        return CanonicalJson.sha256(content);
    }

    /** The key; one that says nothing where none was handed in. */
    ScoringKey keyOrNone() {
        return key.orElse(new ScoringKey(Map.of()));
    }

    /** Those that it brings along and that are not among these. */
    List<Skill> skillsBeyond(Set<SkillId> known) {
        return skills.stream().filter(skill -> !known.contains(skill.code())).toList();
    }

    /** @throws InvalidException naming each item whose skill is not among those */
    void requireSkills(Set<SkillId> known) {
        List<Violation> unknown = ItemPath.of(instrument).stream()
                .filter(at -> at.item()
                        .skill()
                        .filter(skill -> !known.contains(skill))
                        .isPresent())
                .map(at -> new Violation(
                        at.pointer() + "/skill",
                        "UNKNOWN",
                        "the programme has no skill " + at.item().skill().orElseThrow()))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidException(unknown);
        }
    }
}
