package org.hunar.server.report.statistics;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hunar.model.assessment.Answer;
import org.hunar.model.scoring.Percent;

/**
 * What people earned and chose on the items of one form, and every figure that looks at items (scoring §12, §13, §15).
 * Of a person it holds one number and one reference for each item, so a large programme's sheets fit into memory when
 * its answers would not.
 */
public final class ItemSheets {
    /**
     * One item of the form.
     *
     * @param skill empty when the form knows no skills
     * @param max points obtainable, above 0
     * @param key the right option of a single choice; empty for other items, which have no distractors
     * @param options of a single choice, in the order of the form; empty when not known
     * @param rated the scale on which several raters rate it; empty for items that are not rated by others
     */
    public record Item(
            String code, String skill, double max, Optional<String> key, List<String> options, Optional<Scale> rated) {
        public Item {
            options = List.copyOf(options);
        }

        boolean isOn(String scale) {
            return scale.equals(ALL) || scale.equals(skill);
        }
    }

    /** From the lowest to the highest rating. */
    public record Scale(BigDecimal lo, BigDecimal hi) {}

    /**
     * One person.
     *
     * @param points by item; NaN where not administered
     * @param chosen options by item; null where none was chosen, or it is no single choice
     * @param ratings by the code of each item that two or more rated
     */
    private record Sheet(
            String person,
            Optional<String> group,
            double[] points,
            String[] chosen,
            Map<String, List<BigDecimal>> ratings) {
        boolean isComplete(int[] items) {
            return Arrays.stream(items).noneMatch(item -> Double.isNaN(points[item]));
        }

        double total(int[] items) {
            return Arrays.stream(items).mapToDouble(item -> points[item]).sum();
        }
    }

    private final List<Item> items;
    private final List<Sheet> sheets;
    /** The one copy of each option's name. */
    private final Map<String, String> names = new HashMap<>();

    public ItemSheets(List<Item> items) {
        this(items, new ArrayList<>());
    }

    private ItemSheets(List<Item> items, List<Sheet> sheets) {
        this.items = List.copyOf(items);
        this.sheets = sheets;
    }

    /**
     * Adds a person.
     *
     * @param points by item; one that is not there was not administered, or not answered where that leaves it out
     * @param answers by item; where they are not known there are no figures of distractors
     */
    public void add(
            String person, Optional<String> group, Map<String, BigDecimal> points, Map<String, Answer> answers) {
        double[] row = new double[items.size()];
        String[] chosen = new String[items.size()];
        Map<String, List<BigDecimal>> ratings = new TreeMap<>();
        for (int i = 0; i < row.length; i++) {
            Item item = items.get(i);
            BigDecimal earned = points.get(item.code());
            row[i] = earned == null ? Double.NaN : earned.doubleValue();
            chosen[i] = item.key().isPresent() ? option(answers.get(item.code())) : null;
            if (item.rated().isPresent()
                    && answers.get(item.code()) instanceof Answer.Rated work
                    && work.ratings().size() > 1) {
                ratings.put(item.code(), work.ratings());
            }
        }
        sheets.add(new Sheet(person, group, row, chosen, ratings.isEmpty() ? Map.of() : ratings));
    }

    private String option(Answer answer) {
        return Optional.ofNullable(answer)
                .flatMap(given -> given.asOptions().stream().findFirst())
                .map(option -> names.computeIfAbsent(option, name -> name))
                .orElse(null);
    }

    /** How many people there are. */
    public int people() {
        return sheets.size();
    }

    /** How many people are in each group. */
    public SortedMap<String, Integer> groups() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        sheets.forEach(sheet -> sheet.group().ifPresent(group -> sizes.merge(group, 1, Integer::sum)));
        return sizes;
    }

    /** How many people have points on each item that anybody got. */
    public Map<String, Integer> peopleByItem() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (int item : administered(ALL)) {
            sizes.put(items.get(item).code(), count(new int[] {item}));
        }
        return sizes;
    }

    /**
     * How many people are behind each figure of the item analysis, and how many are behind one figure and not behind
     * another whose people are all among the first's: what a difference of the two would tell of.
     */
    public Set<Integer> peopleThatFiguresTellOf() {
        int onWhole = count(administered(ALL));
        Set<Integer> sizes = new TreeSet<>(List.of(onWhole));
        for (String scale : scales()) {
            int[] onScale = administered(scale);
            int complete = count(onScale);
            sizes.addAll(List.of(complete, complete - onWhole));
            for (int item : onScale) {
                int answered = count(new int[] {item});
                sizes.addAll(List.of(answered, answered - complete, answered - onWhole));
            }
        }
        return sizes;
    }

    /** Share of the complete cases who have all points; NaN when there are none. */
    public double shareWithFullMarks() {
        ItemTable table = table(ALL);
        double max = table.columns().stream().mapToDouble(ItemTable.Column::max).sum();
        double[] totals = ItemTable.totals(table.complete());
        long full = Arrays.stream(totals)
                .filter(total -> Percent.key9(total) == Percent.key9(max))
                .count();
        return full / (double) totals.length;
    }

    private int count(int[] wanted) {
        return (int) sheets.stream().filter(sheet -> sheet.isComplete(wanted)).count();
    }

    /** The people of some groups. */
    public ItemSheets ofGroups(Predicate<Optional<String>> groups) {
        return new ItemSheets(
                items,
                sheets.stream().filter(sheet -> groups.test(sheet.group())).toList());
    }

    /** The people who have points on every item that anybody got. */
    public ItemSheets complete() {
        int[] administered = administered(ALL);
        return new ItemSheets(
                items,
                sheets.stream().filter(sheet -> sheet.isComplete(administered)).toList());
    }

    /** The same people on some of the items. */
    public ItemSheets withItems(Predicate<String> codes) {
        int[] kept = IntStream.range(0, items.size())
                .filter(item -> codes.test(items.get(item).code()))
                .toArray();
        List<Sheet> reduced = new ArrayList<>();
        for (Sheet sheet : sheets) {
            reduced.add(new Sheet(
                    sheet.person(),
                    sheet.group(),
                    Arrays.stream(kept)
                            .mapToDouble(item -> sheet.points()[item])
                            .toArray(),
                    Arrays.stream(kept).mapToObj(item -> sheet.chosen()[item]).toArray(String[]::new),
                    sheet.ratings()));
        }
        return new ItemSheets(Arrays.stream(kept).mapToObj(items::get).toList(), reduced);
    }

    /** The whole form and, when there are several, each skill. */
    public List<String> scales() {
        SortedSet<String> skills = new TreeSet<>();
        items.forEach(item -> skills.add(item.skill()));
        List<String> scales = new ArrayList<>(List.of(ALL));
        scales.addAll(skills.size() > 1 ? skills : List.of());
        return scales;
    }

    /** Points by person and item, of the items of a scale that anybody got. */
    public ItemTable table(String scale) {
        int[] columns = administered(scale);
        ItemTable table = new ItemTable(Arrays.stream(columns)
                .mapToObj(items::get)
                .map(item -> new ItemTable.Column(item.code(), item.max()))
                .toList());
        sheets.forEach(sheet -> table.add(
                Arrays.stream(columns).mapToDouble(item -> sheet.points()[item]).toArray()));
        return table;
    }

    /** Item analysis by scale. */
    public Map<String, Object> analysis() {
        Map<String, Object> byScale = new LinkedHashMap<>();
        scales().forEach(scale -> byScale.put(scale, ItemAnalysis.of(table(scale))));
        return byScale;
    }

    /** Options of the single-choice items, over complete cases. */
    public Map<String, Object> distractors() {
        int[] administered = administered(ALL);
        List<Sheet> complete =
                sheets.stream().filter(sheet -> sheet.isComplete(administered)).toList();
        double[] totals = complete.stream()
                .mapToDouble(sheet -> sheet.total(administered))
                .toArray();
        Optional<ExtremeGroups> extremes =
                complete.isEmpty() ? Optional.empty() : Optional.of(new ExtremeGroups(totals));
        Map<String, Object> byItem = new LinkedHashMap<>();
        for (int item : administered) {
            Item asked = items.get(item);
            if (asked.key().isPresent()) {
                String key = asked.key().get();
                String[] chosen =
                        complete.stream().map(sheet -> sheet.chosen()[item]).toArray(String[]::new);
                double[] points = complete.stream()
                        .mapToDouble(sheet -> sheet.points()[item])
                        .toArray();
                byItem.put(
                        asked.code(),
                        Distractors.of(options(asked, key, chosen), key, chosen, points, totals, extremes));
            }
        }
        return byItem;
    }

    /** Where the form does not list the options, those that were seen. */
    private static List<String> options(Item item, String key, String[] chosen) {
        SortedSet<String> seen = new TreeSet<>(List.of(key));
        Arrays.stream(chosen).filter(Objects::nonNull).forEach(seen::add);
        return item.options().isEmpty() ? List.copyOf(seen) : item.options();
    }

    /** Ratings by rater of each work that two or more rated, by the item; of items without such works nothing. */
    public Map<Item, List<List<BigDecimal>>> ratedWorks() {
        Map<Item, List<List<BigDecimal>>> byItem = new LinkedHashMap<>();
        for (Item item : items) {
            List<List<BigDecimal>> works = sheets.stream()
                    .map(sheet -> sheet.ratings().get(item.code()))
                    .filter(Objects::nonNull)
                    .toList();
            if (!works.isEmpty()) {
                byItem.put(item, works);
            }
        }
        return byItem;
    }

    /**
     * The Rasch model of the whole form.
     *
     * @throws NotEstimableException if it cannot be estimated from these answers; the message says why
     */
    public RaschModel rasch() {
        return RaschModel.of(sheets.stream().map(Sheet::person).toList(), table(ALL));
    }

    /** What it costs to compute {@link #rasch}: {@link RaschModel#work}. */
    public double raschWork() {
        return RaschModel.work(table(ALL));
    }

    /** Items on which two groups differ at the same total; items with part points are passed over. */
    public Map<String, Object> dif(String reference, String focal) {
        ItemSheets both = ofGroups(group -> group.equals(Optional.of(reference)) || group.equals(Optional.of(focal)));
        ItemTable table = both.table(ALL);
        ItemSheets compared = both.complete();
        double[][] rows = table.complete();
        double[] totals = ItemTable.totals(rows);
        boolean[] isFocal = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            isFocal[i] = compared.sheets.get(i).group().equals(Optional.of(focal));
        }
        Map<String, Object> byItem = new LinkedHashMap<>();
        for (int j = 0; j < table.columns().size(); j++) {
            ItemTable.Column column = table.columns().get(j);
            rightOrWrong(ItemTable.column(rows, j), column.max())
                    .ifPresent(right -> byItem.put(column.item(), MantelHaenszel.of(right, isFocal, totals)));
        }
        return byItem;
    }

    private static Optional<boolean[]> rightOrWrong(double[] points, double max) {
        boolean[] right = new boolean[points.length];
        for (int i = 0; i < points.length; i++) {
            if (points[i] != 0 && points[i] != max) {
                return Optional.empty();
            }
            right[i] = points[i] == max;
        }
        return Optional.of(right);
    }

    /** The items of a scale that anybody got, in the order of the form. */
    private int[] administered(String scale) {
        return IntStream.range(0, items.size())
                .filter(item -> items.get(item).isOn(scale))
                .filter(item -> sheets.stream().anyMatch(sheet -> !Double.isNaN(sheet.points()[item])))
                .toArray();
    }
}
