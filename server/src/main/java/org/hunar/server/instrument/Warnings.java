package org.hunar.server.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.Translations;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Phase;
import org.hunar.server.xlsform.FormLanguages;
import org.hunar.server.xlsform.FormPeople;
import org.hunar.server.xlsform.InstrumentForm;

/** What is allowed and yet likely a slip: a scored item without a key, a text that lacks a language. */
final class Warnings {
    private static final Set<String> PHASES =
            Arrays.stream(Phase.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Instrument instrument;
    private final List<Violation> found = new ArrayList<>();

    private Warnings(Instrument instrument) {
        this.instrument = instrument;
    }

    static List<Violation> of(Instrument instrument, ScoringKey key) {
        Warnings warnings = new Warnings(instrument);
        warnings.title();
        for (ItemPath at : ItemPath.of(instrument)) {
            warnings.item(at, key);
        }
        return List.copyOf(warnings.found);
    }

    /** As {@link #of}, and which conditions are not in the form that was made of the instrument. */
    static List<Violation> ofGenerated(Instrument instrument, ScoringKey key) {
        List<Violation> all = new ArrayList<>(of(instrument, key));
        List<String> leftOut = InstrumentForm.of(instrument).leftOut();
        ItemPath.of(instrument).stream()
                .filter(at -> leftOut.contains(at.item().code()))
                .forEach(at -> all.add(new Violation(
                        at.pointer(),
                        "NOT_IN_FORM",
                        "no phone with ODK Collect could read relevant or constraint of "
                                + at.item().code() + ": its form asks without")));
        return List.copyOf(all);
    }

    /**
     * Whether what is sent will say when it was: a form that was made elsewhere than here may not ask. One that makes
     * trainees known needs not.
     */
    static List<Violation> ofPhase(Instrument instrument, FormPeople people) {
        if (!people.asksPhase() && instrument.phases().isEmpty() && !people.makesKnown()) {
            return List.of(new Violation(
                    "phase",
                    "NO_PHASE",
                    "the form has no question phase: all that is sent counts as before the training (PRE); ask for it with"
                            + " the choices PRE and POST"));
        }
        return Optional.ofNullable(instrument.items().get("phase")).stream()
                .flatMap(item -> item.choices().stream())
                .map(choice -> choice.code())
                .filter(code -> !PHASES.contains(code.toUpperCase(Locale.ROOT).replace('-', '_')))
                .map(code -> new Violation(
                        "phase",
                        "PHASE_UNKNOWN",
                        "the choice " + code
                                + " of phase is none of PRE, POST, FOLLOW_UP and RETRO_PRE: what is sent with"
                                + " it will be refused"))
                .toList();
    }

    /** Whether what is sent will say who was assessed, else nothing of it can be taken; and what is saved nowhere. */
    static List<Violation> ofPeople(FormPeople people) {
        List<Violation> found = new ArrayList<>();
        if (!people.isTold()) {
            found.add(new Violation(
                    "participant",
                    "NO_PARTICIPANT",
                    "the form does not say who is assessed, so nothing that is sent can be taken: ask for it with"
                            + " select_one_from_file participants.csv, or with a question participant_number"));
        }
        people.saved().stream()
                .filter(property -> !FormPeople.PROPERTIES.contains(property))
                .map(property -> new Violation(
                        "save_to",
                        "SAVED_NOWHERE",
                        "participants have no property " + property + ": the answer is kept with the assessment, and"
                                + " comes back in no list; save_to may name "
                                + FormPeople.PROPERTIES.stream().sorted().collect(Collectors.joining(", "))))
                .forEach(found::add);
        return List.copyOf(found);
    }

    /** Which languages phones had under another name so far. */
    static List<Violation> ofRenamed(Optional<XForm> before, XForm now) {
        return before
                .map(earlier -> FormLanguages.renamed(earlier.bytes(), now.bytes()))
                .orElse(Map.of())
                .entrySet()
                .stream()
                .map(names -> new Violation(
                        "languages",
                        "LANGUAGE_RENAMED",
                        "the version before called " + names.getValue() + " " + names.getKey()
                                + ": phones on which it was chosen will begin in another language; write it as before"))
                .toList();
    }

    private void title() {
        languages("/title", instrument.title());
    }

    private void item(ItemPath at, ScoringKey key) {
        Item item = at.item();
        if (item.type().isScored() && !key.items().containsKey(item.code())) {
            found.add(new Violation(at.pointer(), "NO_KEY", "the key says nothing of " + item.code() + ": not scored"));
        }
        languages(at.pointer() + "/label", item.label());
        item.hint().ifPresent(hint -> languages(at.pointer() + "/hint", hint));
        for (int i = 0; i < item.choices().size(); i++) {
            languages(
                    at.pointer() + "/choices/" + i + "/label",
                    item.choices().get(i).label());
        }
    }

    private void languages(String pointer, Translations texts) {
        for (String language : instrument.languages()) {
            if (!texts.byLanguage().containsKey(language)) {
                found.add(new Violation(
                        pointer + "/" + language, "LANGUAGE_MISSING", "there is no text in the language " + language));
            }
        }
    }
}
