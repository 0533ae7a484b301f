package org.hunar.server.instrument;

import java.util.ArrayList;
import java.util.List;
import org.hunar.model.Translations;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.problem.Violation;

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
