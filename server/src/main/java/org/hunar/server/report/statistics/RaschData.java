package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Right and wrong answers by person and item, ready for the Rasch model: items without a finite estimate are left out.
 * Answers may be missing, by another form or otherwise.
 */
final class RaschData {
    /** Why an item has no finite difficulty. */
    enum Dropped {
        /** Everybody who tells anything answered it right. */
        ALL_RIGHT,
        /** Everybody who tells anything answered it wrong. */
        ALL_WRONG,
        /** Nobody who tells anything got it. */
        NO_DATA
    }

    /**
     * One person's answers.
     *
     * @param answers by item: 1 right, 0 wrong, NaN not administered
     * @param score how many are right
     * @param max how many were administered
     */
    record Person(String id, double[] answers, int score, int max) {
        static Person of(String id, double[] answers) {
            int score = 0;
            int max = 0;
            for (double answer : answers) {
                score += answer == 1 ? 1 : 0;
                max += Double.isNaN(answer) ? 0 : 1;
            }
            return new Person(id, answers, score, max);
        }

        /** All right or all wrong: says nothing about which item is harder. */
        boolean isExtreme() {
            return score() == 0 || score() == max();
        }

        /** The items administered. */
        int[] administered() {
            return IntStream.range(0, answers.length)
                    .filter(item -> !Double.isNaN(answers[item]))
                    .toArray();
        }
    }

    private final List<String> items;
    private final List<Person> people;
    private final List<Person> informative;
    private final Map<String, Dropped> dropped;

    private RaschData(List<String> items, List<Person> people, Map<String, Dropped> dropped) {
        this.items = items;
        this.people = people;
        this.informative = people.stream().filter(person -> !person.isExtreme()).toList();
        this.dropped = dropped;
    }

    /**
     * @param ids one for each row of the table
     * @param table of points, each 0 or the item's maximum
     * @throws NotEstimableException if points are something between; the message names the item
     */
    static RaschData of(List<String> ids, ItemTable table) {
        List<Person> people = new ArrayList<>();
        double[][] rows = table.rows();
        for (int i = 0; i < rows.length; i++) {
            double[] answers = new double[rows[i].length];
            for (int j = 0; j < answers.length; j++) {
                answers[j] = answer(rows[i][j], table.columns().get(j));
            }
            people.add(Person.of(ids.get(i), answers));
        }
        List<String> items =
                table.columns().stream().map(ItemTable.Column::item).toList();
        return new RaschData(items, people, Map.of()).withoutDegenerateItems();
    }

    private static double answer(double points, ItemTable.Column column) {
        if (Double.isNaN(points) || points == 0) {
            return points;
        }
        if (points == column.max()) {
            return 1;
        }
        throw new NotEstimableException(
                "the item " + column.item() + " gives part of its points; here items are right or wrong");
    }

    List<String> items() {
        return items;
    }

    /** Everybody who got an item that is left. */
    List<Person> people() {
        return people.stream().filter(person -> person.max() > 0).toList();
    }

    /** Those who say something about the items. */
    List<Person> informative() {
        return informative;
    }

    Map<String, Dropped> dropped() {
        return Collections.unmodifiableMap(dropped);
    }

    /** Leaving an item out may make more people extreme, and so more items without an estimate: repeated to the end. */
    private RaschData withoutDegenerateItems() {
        RaschData data = this;
        Map<Integer, Dropped> degenerate = data.degenerate();
        while (!degenerate.isEmpty()) {
            data = data.without(degenerate);
            degenerate = data.degenerate();
        }
        return data;
    }

    private Map<Integer, Dropped> degenerate() {
        Map<Integer, Dropped> found = new LinkedHashMap<>();
        for (int item = 0; item < items.size(); item++) {
            boolean right = false;
            boolean wrong = false;
            for (Person person : informative) {
                right |= person.answers()[item] == 1;
                wrong |= person.answers()[item] == 0;
            }
            if (!right || !wrong) {
                found.put(item, right ? Dropped.ALL_RIGHT : wrong ? Dropped.ALL_WRONG : Dropped.NO_DATA);
            }
        }
        return found;
    }

    private RaschData without(Map<Integer, Dropped> degenerate) {
        int[] kept = IntStream.range(0, items.size())
                .filter(item -> !degenerate.containsKey(item))
                .toArray();
        List<Person> reduced = people.stream()
                .map(person -> Person.of(
                        person.id(),
                        Arrays.stream(kept)
                                .mapToDouble(item -> person.answers()[item])
                                .toArray()))
                .toList();
        Map<String, Dropped> all = new LinkedHashMap<>(dropped);
        degenerate.forEach((item, why) -> all.put(items.get(item), why));
        return new RaschData(Arrays.stream(kept).mapToObj(items::get).toList(), reduced, all);
    }

    /**
     * Fischer's condition: every split of the items into two sets is bridged both ways, by somebody who answered an item
     * of the one right and an item of the other wrong.
     */
    boolean isIdentified() {
        int size = items.size();
        boolean[][] easierFor = new boolean[size][size];
        for (Person person : informative) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    easierFor[i][j] |= person.answers()[i] == 1 && person.answers()[j] == 0;
                }
            }
        }
        return size > 0 && reachesAll(easierFor, false) && reachesAll(easierFor, true);
    }

    private static boolean reachesAll(boolean[][] edges, boolean backwards) {
        boolean[] reached = new boolean[edges.length];
        List<Integer> open = new ArrayList<>(List.of(0));
        reached[0] = true;
        while (!open.isEmpty()) {
            int from = open.remove(open.size() - 1);
            for (int to = 0; to < edges.length; to++) {
                boolean edge = backwards ? edges[to][from] : edges[from][to];
                if (edge && !reached[to]) {
                    reached[to] = true;
                    open.add(to);
                }
            }
        }
        for (boolean each : reached) {
            if (!each) {
                return false;
            }
        }
        return true;
    }
}
