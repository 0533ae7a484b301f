package org.hunar.server.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Translations;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.problem.Violation;
import org.hunar.server.xlsform.FormLanguages;
import org.hunar.server.xlsform.InstrumentForm;

/** What is allowed and yet likely a slip: a scored item without a key, a text that lacks a language. */
final class Warnings {
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
