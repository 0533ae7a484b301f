package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Rasch model of a form: difficulties by conditional maximum likelihood, item fit, and what each score means. */
public final class RaschModel {
    private final RaschData data;
    private final ConditionalLikelihood likelihood;
    private final double[] difficulties;
    private final Map<List<Integer>, RaschAbility> abilities = new HashMap<>();

    private RaschModel(RaschData data) {
        this.data = data;
        this.likelihood = ConditionalLikelihood.maximise(data);
        this.difficulties = likelihood.difficulties();
    }

    /**
     * @param ids one for each row of the table
     * @param table of points, each 0 or the item's maximum
     * @throws NotEstimableException if the model cannot be estimated from these answers; the message says why
     */
    public static RaschModel of(List<String> ids, ItemTable table) {
        return new RaschModel(RaschData.of(ids, table));
    }

    /**
     * About how many operations a step towards the maximum takes: for each set of items that anybody got, as many as the
     * fourth power of its size, and for each person the square of the number of items. Where each person got a set of
     * items of their own, that is too many (Fischer & Molenaar 1995 estimate pairwise then).
     */
    public static double work(ItemTable table) {
        int items = table.columns().size();
        Set<BitSet> forms = new HashSet<>();
        for (double[] row : table.rows()) {
            BitSet form = new BitSet(items);
            for (int item = 0; item < items; item++) {
                form.set(item, !Double.isNaN(row[item]));
            }
            forms.add(form);
        }
        double ofForms = forms.stream()
                .mapToDouble(form -> Math.pow(form.cardinality(), 4))
                .sum();
        return ofForms + (double) table.rows().length * items * items;
    }

    /** {@code {model, n_used, n_extreme, loglik, dropped, items, score_table?, persons}}. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>(figuresOfForm());
        figures.put("persons", persons().toMap());
        return Collections.unmodifiableMap(figures);
    }

    /** {@link #figures} without those of each person. */
    public Map<String, Object> figuresOfForm() {
        Figures dropped = new Figures();
        data.dropped().forEach((item, why) -> dropped.put(item, why.name()));
        int used = data.informative().size();
        Figures figures = new Figures()
                .put("model", "RASCH_CML_SUM_ZERO")
                .put("n_used", used)
                .put("n_extreme", data.people().size() - used)
                .put("loglik", likelihood.logLikelihood())
                .put("dropped", dropped)
                .put("items", items());
        return (isComplete() ? figures.put("score_table", scoreTable(0)) : figures).toMap();
    }

    /** Difficulty by item, in logits, summing to 0; without the items that have none. */
    Map<String, Double> difficultyByItem() {
        Map<String, Double> byItem = new LinkedHashMap<>();
        for (int item = 0; item < difficulties.length; item++) {
            byItem.put(data.items().get(item), difficulties[item]);
        }
        return byItem;
    }

    boolean isComplete() {
        return data.people().stream().allMatch(person -> person.max() == difficulties.length);
    }

    /** What each score on the whole form means, on a scale shifted by a constant. */
    Figures scoreTable(double constant) {
        double[] shifted =
                Arrays.stream(difficulties).map(each -> each + constant).toArray();
        RaschAbility ability = new RaschAbility(shifted);
        Figures table = new Figures();
        for (int score = 0; score <= shifted.length; score++) {
            table.put(String.valueOf(score), ability.figures(score));
        }
        return table;
    }

    private Figures persons() {
        Map<List<Integer>, Map<Integer, Figures>> known = new HashMap<>();
        Figures persons = new Figures();
        for (RaschData.Person person : data.people()) {
            Figures estimates = known.computeIfAbsent(form(person), form -> new HashMap<>())
                    .computeIfAbsent(person.score(), score -> ability(person).figures(score));
            persons.put(
                    person.id(),
                    new Figures()
                            .put("score", person.score())
                            .put("max", person.max())
                            .putAll(estimates));
        }
        return persons;
    }

    private static List<Integer> form(RaschData.Person person) {
        return Arrays.stream(person.administered()).boxed().toList();
    }

    private RaschAbility ability(RaschData.Person person) {
        return abilities.computeIfAbsent(
                form(person),
                form -> new RaschAbility(
                        form.stream().mapToDouble(item -> difficulties[item]).toArray()));
    }

    /** Difficulty with its error, and fit: mean squares near 1 when answers are as random as the model says. */
    private Figures items() {
        int size = difficulties.length;
        double[] errors = likelihood.standardErrors();
        double[] outfit = new double[size];
        double[] residuals = new double[size];
        double[] variances = new double[size];
        int[] people = new int[size];
        for (RaschData.Person person : data.informative()) {
            double theta = ability(person).maximumLikelihood(person.score());
            for (int item : person.administered()) {
                double p = RaschAbility.probability(theta, difficulties[item]);
                double residual = person.answers()[item] - p;
                outfit[item] += residual * residual / (p * (1 - p));
                residuals[item] += residual * residual;
                variances[item] += p * (1 - p);
                people[item]++;
            }
        }
        Figures items = new Figures();
        for (int item = 0; item < size; item++) {
            items.put(
                    data.items().get(item),
                    new Figures()
                            .put("difficulty", difficulties[item])
                            .put("se", errors[item])
                            .put("infit_msq", residuals[item] / variances[item])
                            .put("outfit_msq", outfit[item] / people[item]));
        }
        return items;
    }
}
