package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hunar.server.report.statistics.FormSums.Form;
import org.hunar.server.report.statistics.FormSums.Item;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.ScoredAssessment;

/**
 * What one person adds to the sums, whatever the groups. It is kept, so that exactly this can be taken back.
 *
 * @param byScale percents by skill, and by {@code *} for the total, of every skill that any attempt of the person has
 * @param pending attempts that wait for a rating
 * @param criticalFailed whether a critical step was failed in the chosen POST
 * @param preForm the items of the chosen PRE, where their consistency is asked for
 */
record Contribution(SortedMap<String, Percents> byScale, int pending, boolean criticalFailed, Optional<Form> preForm) {
    /** Of somebody who is not on the roster. */
    static final Contribution NOTHING = new Contribution(new TreeMap<>(), 0, false, Optional.empty());

    Contribution {
        byScale = Collections.unmodifiableSortedMap(byScale);
    }

    /** The chosen percents of one scale; empty without a score. */
    record Percents(Optional<Double> pre, Optional<Double> post) {
        static final Percents NONE = new Percents(Optional.empty(), Optional.empty());
    }

    /**
     * Of somebody on the roster.
     *
     * @param attempts all that count, chosen or not; may be none, and then there is no chosen one
     */
    static Contribution of(
            List<ScoredAssessment> attempts,
            Optional<Pairing.Person> chosen,
            boolean criticalFailed,
            Optional<Form> preForm) {
        SortedMap<String, Percents> byScale = new TreeMap<>(Map.of(ScoredAssessment.ALL, Percents.NONE));
        attempts.forEach(attempt -> attempt.skills().keySet().forEach(skill -> byScale.put(skill, Percents.NONE)));
        chosen.ifPresent(
                person -> byScale.replaceAll((scale, none) -> new Percents(person.pre(scale), person.post(scale))));
        int pending =
                (int) attempts.stream().filter(attempt -> !attempt.completed()).count();
        return new Contribution(byScale, pending, criticalFailed, preForm);
    }

    void write(PackWriter out) {
        out.number(byScale.size());
        byScale.forEach((scale, percents) -> {
            out.text(scale).number((percents.pre.isPresent() ? 1 : 0) + (percents.post.isPresent() ? 2 : 0));
            percents.pre.ifPresent(out::real);
            percents.post.ifPresent(out::real);
        });
        out.number(pending).number(criticalFailed ? 1 : 0).number(preForm.isPresent() ? 1 : 0);
        preForm.ifPresent(form -> write(out, form));
    }

    static Contribution read(PackReader in) {
        SortedMap<String, Percents> byScale = new TreeMap<>();
        int scales = in.count();
        for (int i = 0; i < scales; i++) {
            String scale = in.text();
            int has = in.count();
            Optional<Double> pre = (has & 1) != 0 ? Optional.of(in.real()) : Optional.empty();
            Optional<Double> post = (has & 2) != 0 ? Optional.of(in.real()) : Optional.empty();
            byScale.put(scale, new Percents(pre, post));
        }
        int pending = in.count();
        boolean criticalFailed = in.count() == 1;
        Optional<Form> preForm = in.count() == 1 ? Optional.of(form(in)) : Optional.empty();
        return new Contribution(byScale, pending, criticalFailed, preForm);
    }

    private static void write(PackWriter out, Form form) {
        out.text(form.instrument()).number(form.items().size());
        for (Item item : form.items()) {
            out.text(item.code()).text(item.skill()).number(item.points().isPresent() ? 1 : 0);
            item.points().ifPresent(out::decimal);
        }
    }

    private static Form form(PackReader in) {
        String instrument = in.text();
        int count = in.count();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String code = in.text();
            String skill = in.text();
            items.add(new Item(code, skill, in.count() == 1 ? Optional.of(in.decimal()) : Optional.empty()));
        }
        return new Form(instrument, items);
    }
}
