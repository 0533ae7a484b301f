package org.hunar.server.report;

import static org.hunar.server.report.PairedTable.object;
import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.Phase;
import org.hunar.server.report.statistics.ItemSheets;
import org.hunar.server.report.statistics.NotEstimableException;
import org.hunar.server.report.statistics.RaschModel;

/** The figures of a report on items, and the remarks on them. Names and meaning are those of scoring §12, §13, §15 and §16. */
final class ItemFigures {
    /** People under which figures of items are called indicative (users.md, item analysis). */
    private static final int FEW_PEOPLE = 30;
    /** People beyond which a report does not list what each one's score means: the score table says it. */
    private static final int MOST_PERSONS = 10_000;
    /** Share at full marks at which an instrument has a ceiling effect (Terwee et al. 2007). */
    private static final double CEILING_SHARE = 0.15;
    /** Operations a step, as {@link ItemSheets#raschWork} counts them, which takes some seconds to the maximum. */
    private static final double MOST_RASCH_WORK = 2e9;
    /** Alpha under which a scale is mostly called unreliable. */
    private static final double LOW_ALPHA = 0.7;

    private final Form form;
    private final ItemSheets sheets;
    private final ItemQuestion question;
    private final Optional<Integer> smallest;
    private final List<ItemRemark> flags = new ArrayList<>();
    private final List<ItemRemark> notes = new ArrayList<>();
    private Map<String, Object> items = Map.of();
    private Map<String, Object> distractors = Map.of();
    private Map<String, Object> rasch;
    private Map<String, Object> dif = Map.of();
    private Map<String, Object> raters = Map.of();
    private Optional<ItemQuestion.Pair> pair = Optional.empty();

    private ItemFigures(Form form, ItemSheets sheets, ItemQuestion question, Optional<Integer> smallest) {
        this.form = form;
        this.sheets = sheets;
        this.question = question;
        this.smallest = smallest;
    }

    /**
     * @param sheets of those whose chosen attempt was taken with the form
     * @param smallest people that a viewer's figures must tell of; empty when everything may be told
     * @throws InvalidException if a group that is asked for is not there
     */
    static ItemFigures of(Form form, ItemSheets sheets, ItemQuestion question, Optional<Integer> smallest) {
        ViewerSheets seen = smallest.map(few -> ViewerSheets.of(sheets, few)).orElse(ViewerSheets.all(sheets));
        ItemFigures figures = new ItemFigures(form, seen.sheets(), question, smallest);
        figures.notes.addAll(seen.notes());
        figures.compute();
        return figures;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        pair.ifPresent(groups -> {
            json.put("reference", groups.reference());
            json.put("focal", groups.focal());
        });
        json.put("items", items);
        json.put("distractors", distractors);
        json.put("rasch", rasch);
        json.put("dif", dif);
        json.put("raters", raters);
        json.put("flags", flags.stream().map(ItemRemark::toJson).toList());
        json.put("notes", notes.stream().map(ItemRemark::toJson).toList());
        return json;
    }

    private void compute() {
        pair = pair();
        if (sheets.people() == 0) {
            if (notes.isEmpty()) {
                note(ItemRemarkCode.NO_ASSESSMENTS);
            }
            return;
        }
        items = sheets.analysis();
        distractors = sheets.distractors();
        smallest.ifPresent(few -> distractors = ViewerSheets.withoutScoresOfFew(distractors, few));
        flags.addAll(ItemFlags.on(items, distractors, question.phase()));
        noteOnWhole();
        rasch = rasch();
        raters = RaterFigures.of(sheets, smallest.orElse(1));
        if (pair.isPresent()) {
            compareGroups(pair.get());
        } else {
            note(ItemRemarkCode.DIF_NEEDS_TWO_GROUPS);
        }
    }

    private void noteOnWhole() {
        double alpha = ItemFlags.number(object(items.get(ALL)), "alpha");
        double full = sheets.shareWithFullMarks();
        if (sheets.people() < FEW_PEOPLE) {
            note(ItemRemarkCode.FEW_PEOPLE, sheets.people());
        }
        if (full >= CEILING_SHARE) {
            note(ItemRemarkCode.CEILING, ItemFlags.percent(full));
        }
        if (question.phase() == Phase.POST && alpha < LOW_ALPHA) {
            note(ItemRemarkCode.ALPHA_LOW_AFTER_TRAINING, ItemFlags.decimals(alpha));
        }
    }

    /** Of the items that are right or wrong; null when there is no such model. */
    private Map<String, Object> rasch() {
        Set<String> leftOut = sheets.peopleByItem().keySet().stream()
                .filter(form.withPartPoints()::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!leftOut.isEmpty()) {
            note(ItemRemarkCode.RASCH_PART_OF_FORM, String.join(", ", leftOut));
        }
        ItemSheets rightOrWrong = sheets.withItems(item -> !leftOut.contains(item));
        if (rightOrWrong.raschWork() > MOST_RASCH_WORK) {
            note(ItemRemarkCode.RASCH_TOO_COSTLY);
            return null;
        }
        try {
            RaschModel model = rightOrWrong.rasch();
            boolean tooMany = sheets.people() > MOST_PERSONS;
            if (tooMany && smallest.isEmpty()) {
                note(ItemRemarkCode.PERSONS_LEFT_OUT, MOST_PERSONS);
            }
            return tooMany || smallest.isPresent() ? model.figuresOfForm() : model.figures();
        } catch (NotEstimableException e) {
            note(ItemRemarkCode.RASCH_NOT_ESTIMABLE);
            return null;
        }
    }

    private void compareGroups(ItemQuestion.Pair groups) {
        if (compared(groups) < smallest.orElse(0)) {
            noteOnce(ItemRemarkCode.TOO_FEW_TO_SHOW, smallest.orElseThrow());
            return;
        }
        dif = sheets.dif(groups.reference(), groups.focal());
        flags.addAll(ItemFlags.onDif(dif, groups));
    }

    /** People of the smaller of the two groups. */
    private int compared(ItemQuestion.Pair groups) {
        SortedMap<String, Integer> sizes = sheets.ofGroups(group ->
                        group.equals(Optional.of(groups.reference())) || group.equals(Optional.of(groups.focal())))
                .complete()
                .groups();
        return Math.min(sizes.getOrDefault(groups.reference(), 0), sizes.getOrDefault(groups.focal(), 0));
    }

    /** The groups asked for, or else the two that there are, the first by name as the reference. */
    private Optional<ItemQuestion.Pair> pair() {
        SortedMap<String, Integer> sizes = sheets.groups();
        if (question.pair().isPresent()) {
            requireGroup(ItemQuestion.REFERENCE, question.pair().get().reference(), sizes);
            requireGroup(ItemQuestion.FOCAL, question.pair().get().focal(), sizes);
            return question.pair();
        }
        sizes.remove(GroupBy.NONE);
        return sizes.size() == 2
                ? Optional.of(new ItemQuestion.Pair(sizes.firstKey(), sizes.lastKey()))
                : Optional.empty();
    }

    /** To a viewer a group that is too small is as one that is not there. */
    private void requireGroup(String parameter, String group, Map<String, Integer> sizes) {
        if (sizes.getOrDefault(group, 0) < smallest.orElse(1)) {
            throw InvalidException.at(
                    parameter,
                    "UNKNOWN",
                    "of the " + question.groupBy().wireName() + " " + group + " there is nobody, or too few people");
        }
    }

    private void note(ItemRemarkCode code, Object... values) {
        notes.add(ItemRemark.onWhole(code, values));
    }

    private void noteOnce(ItemRemarkCode code, Object... values) {
        if (notes.stream().noneMatch(note -> note.code() == code)) {
            note(code, values);
        }
    }
}
