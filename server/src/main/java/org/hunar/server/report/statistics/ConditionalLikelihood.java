package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Item difficulties of the Rasch model by conditional maximum likelihood, as in eRm and psychotools, iterated to the end.
 * People with the same items administered form a group; the log-likelihoods of the groups add.
 */
final class ConditionalLikelihood {
    private static final double LAST_STEP = 1e-12;
    /**
     * In logits. A Newton step this short leads up, since over so short a way the curvature stays what it was. Whether it
     * did cannot be seen: its gain is of the order of its square, which drowns in the rounding of the log-likelihood.
     */
    private static final double SURE_STEP = 1e-4;

    private static final int MOST_STEPS = 200;
    private static final String HARDLY_LINKED = "the answers hardly link the items: the difficulties do not converge";

    /** People who got the same items: how often each was answered right, and how many have each score. */
    private static final class Group {
        private final int[] items;
        private final double[] right;
        private final double[] byScore;

        Group(int[] items) {
            this.items = items;
            this.right = new double[items.length];
            this.byScore = new double[items.length + 1];
        }

        void add(RaschData.Person person) {
            byScore[person.score()]++;
            for (int i = 0; i < items.length; i++) {
                right[i] += person.answers()[items[i]];
            }
        }
    }

    private final int size;
    private final List<Group> groups;
    private double[] difficulties;
    private double[][] information;
    private double[] gradient;
    private double logLikelihood;

    private ConditionalLikelihood(RaschData data) {
        size = data.items().size();
        Map<List<Integer>, Group> byItems = new LinkedHashMap<>();
        for (RaschData.Person person : data.informative()) {
            int[] administered = person.administered();
            byItems.computeIfAbsent(Arrays.stream(administered).boxed().toList(), key -> new Group(administered))
                    .add(person);
        }
        groups = new ArrayList<>(byItems.values());
        difficulties = start(data);
    }

    /** @throws NotEstimableException if the data do not link the items, or hardly do */
    static ConditionalLikelihood maximise(RaschData data) {
        if (!data.isIdentified()) {
            throw new NotEstimableException(
                    "the answers do not link the items: no common scale of difficulties can be told");
        }
        ConditionalLikelihood likelihood = new ConditionalLikelihood(data);
        likelihood.maximise();
        return likelihood;
    }

    /** Summing to 0, in logits. */
    double[] difficulties() {
        return difficulties.clone();
    }

    double logLikelihood() {
        return logLikelihood;
    }

    /** Of the difficulties under their sum-zero constraint. */
    double[] standardErrors() {
        Cholesky factor = factor();
        double[] errors = new double[size];
        for (int i = 0; i < size; i++) {
            errors[i] = Math.sqrt(factor.inverseColumn(i)[i] - 1.0 / size);
        }
        return errors;
    }

    private static double[] start(RaschData data) {
        double[] start = new double[data.items().size()];
        for (int item = 0; item < start.length; item++) {
            double right = 0.5;
            double wrong = 0.5;
            for (RaschData.Person person : data.informative()) {
                right += person.answers()[item] == 1 ? 1 : 0;
                wrong += person.answers()[item] == 0 ? 1 : 0;
            }
            start[item] = Math.log(wrong / right);
        }
        return centred(start);
    }

    private void maximise() {
        evaluate();
        double previous = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS; i++) {
            double largest = step();
            // short steps shrink by their square, until they are of rounding alone
            boolean stalled = largest < SURE_STEP && largest >= previous;
            if (largest < LAST_STEP || stalled) {
                return;
            }
            previous = largest;
        }
        throw new NotEstimableException(HARDLY_LINKED);
    }

    /** One Newton step, halved while it leads down and is not short; the largest change of a difficulty by the whole step. */
    private double step() {
        double[] from = difficulties;
        double before = logLikelihood;
        double[] direction = factor().solve(gradient);
        double largest = 0;
        for (double part : direction) {
            largest = Math.max(largest, Math.abs(part));
        }
        double length = 1;
        do {
            double[] to = from.clone();
            for (int i = 0; i < size; i++) {
                to[i] += length * direction[i];
            }
            difficulties = centred(to);
            evaluate();
            length /= 2;
        } while (!(logLikelihood >= before) && length * largest > SURE_STEP);
        return largest;
    }

    private Cholesky factor() {
        try {
            return Cholesky.of(fixedInformation());
        } catch (ArithmeticException e) {
            throw new NotEstimableException(HARDLY_LINKED, e);
        }
    }

    /** The likelihood does not change when all difficulties move alike: 1/k everywhere fixes their sum. */
    private double[][] fixedInformation() {
        double[][] fixed = new double[size][];
        for (int i = 0; i < size; i++) {
            fixed[i] = Arrays.stream(information[i])
                    .map(value -> value + 1.0 / size)
                    .toArray();
        }
        return fixed;
    }

    private void evaluate() {
        logLikelihood = 0;
        gradient = new double[size];
        information = new double[size][size];
        groups.forEach(this::evaluate);
    }

    private void evaluate(Group group) {
        int n = group.items.length;
        double[] easiness = Arrays.stream(group.items)
                .mapToDouble(item -> Math.exp(-difficulties[item]))
                .toArray();
        double[] gamma = symmetricFunctions(easiness, -1, -1);
        double[][] without = new double[n][];
        for (int i = 0; i < n; i++) {
            without[i] = symmetricFunctions(easiness, i, -1);
            logLikelihood -= group.right[i] * difficulties[group.items[i]];
            gradient[group.items[i]] -= group.right[i];
        }
        for (int r = 1; r < n; r++) {
            logLikelihood -= group.byScore[r] * Math.log(gamma[r]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                addInformation(group, easiness, gamma, without, i, j);
            }
        }
    }

    private void addInformation(Group group, double[] easiness, double[] gamma, double[][] without, int i, int j) {
        double[] withoutBoth = i == j ? null : symmetricFunctions(easiness, i, j);
        double sum = 0;
        for (int r = 1; r < group.items.length; r++) {
            double ofI = easiness[i] * without[i][r - 1] / gamma[r];
            double ofJ = easiness[j] * without[j][r - 1] / gamma[r];
            double both = ofI;
            if (i != j) {
                both = r < 2 ? 0 : easiness[i] * easiness[j] * withoutBoth[r - 2] / gamma[r];
            } else {
                gradient[group.items[i]] += group.byScore[r] * ofI;
            }
            sum += group.byScore[r] * (both - ofI * ofJ);
        }
        information[group.items[i]][group.items[j]] += sum;
        if (i != j) {
            information[group.items[j]][group.items[i]] += sum;
        }
    }

    /** By the summation algorithm, which only adds positive numbers; two items may be left out. */
    private static double[] symmetricFunctions(double[] easiness, int leftOut, int alsoLeftOut) {
        double[] gamma = new double[easiness.length + 1];
        gamma[0] = 1;
        int count = 0;
        for (int i = 0; i < easiness.length; i++) {
            if (i != leftOut && i != alsoLeftOut) {
                count++;
                for (int r = count; r > 0; r--) {
                    gamma[r] += gamma[r - 1] * easiness[i];
                }
            }
        }
        return gamma;
    }

    private static double[] centred(double[] values) {
        double mean = Sample.mean(values);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }
}
