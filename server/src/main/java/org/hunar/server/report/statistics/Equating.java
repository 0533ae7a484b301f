package org.hunar.server.report.statistics;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Puts form B on the scale of form A by the items they have in common (anchors), mean to mean, each form calibrated
 * apart. An anchor whose difficulty moved by more than half a logit is no anchor: such are dropped one at a time.
 */
public final class Equating {
    private static final double MOST_DISPLACEMENT = 0.5;
    private static final int LEAST_ANCHORS = 2;

    private final Map<String, Double> formA;
    private final Map<String, Double> formB;
    private final Set<String> common;
    private final Set<String> anchors;

    private Equating(Map<String, Double> formA, Map<String, Double> formB) {
        this.formA = formA;
        this.formB = formB;
        common = new LinkedHashSet<>(formA.keySet());
        common.retainAll(formB.keySet());
        anchors = new LinkedHashSet<>(common);
    }

    /**
     * @return {@code {constant, sd_ratio, n_anchors, anchors: {item: {displacement, used}}, form_b: {item: difficulty},
     *     score_table_b?}}
     * @throws IllegalArgumentException if the forms have no item in common
     */
    public static Map<String, Object> of(RaschModel formA, RaschModel formB) {
        Equating equating = new Equating(formA.difficultyByItem(), formB.difficultyByItem());
        if (equating.common.isEmpty()) {
            throw new IllegalArgumentException("the two forms have no item in common");
        }
        equating.dropDisplaced();
        Figures figures = equating.figures();
        if (formB.isComplete()) {
            figures.put("score_table_b", formB.scoreTable(equating.constant()));
        }
        return figures.toMap();
    }

    private void dropDisplaced() {
        String worst = worst();
        while (anchors.size() > LEAST_ANCHORS && Math.abs(displacement(worst)) > MOST_DISPLACEMENT) {
            anchors.remove(worst);
            worst = worst();
        }
    }

    private String worst() {
        String worst = anchors.iterator().next();
        for (String anchor : anchors) {
            worst = Math.abs(displacement(anchor)) > Math.abs(displacement(worst)) ? anchor : worst;
        }
        return worst;
    }

    private double constant() {
        return Sample.mean(ofAnchors(formA)) - Sample.mean(ofAnchors(formB));
    }

    private double displacement(String item) {
        return formB.get(item) + constant() - formA.get(item);
    }

    private double[] ofAnchors(Map<String, Double> form) {
        return anchors.stream().mapToDouble(form::get).toArray();
    }

    private Figures figures() {
        Figures displacements = new Figures();
        common.forEach(item -> displacements.put(
                item, new Figures().put("displacement", displacement(item)).put("used", anchors.contains(item))));
        Figures onScaleOfA = new Figures();
        formB.forEach((item, difficulty) -> onScaleOfA.put(item, difficulty + constant()));
        return new Figures()
                .put("constant", constant())
                .put("sd_ratio", Sample.sd(ofAnchors(formA)) / Sample.sd(ofAnchors(formB)))
                .put("n_anchors", anchors.size())
                .put("anchors", displacements)
                .put("form_b", onScaleOfA);
    }
}
