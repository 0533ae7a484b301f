package org.hunar.server.report.statistics;

import java.util.List;
import org.hunar.model.scoring.Percent;

/** Gain as a share of what could still be gained (Hake 1998), and normalised change (Marx & Cummings 2007). */
final class NormalisedGain {
    private static final double FULL = 100;
    private static final double NO_ROOM = 1e-9;
    private static final double HIGH = 0.7;
    private static final double MEDIUM = 0.3;

    private NormalisedGain() {}

    static Figures of(List<Pair> pairs) {
        double hake = hake(pairs);
        double[] individual = pairs.stream()
                .filter(pair -> !pair.startsAtCeiling())
                .mapToDouble(pair -> pair.gain() / (FULL - pair.pre()))
                .toArray();
        double[] change = pairs.stream()
                .filter(pair -> !pair.staysAtLimit())
                .mapToDouble(NormalisedGain::change)
                .toArray();
        return new Figures()
                .put("hake_class", hake)
                .put("hake_band", Double.isNaN(hake) ? null : band(hake))
                .put("individual_mean", Sample.mean(individual))
                .put("individual_sd", Sample.sd(individual))
                .put("n_individual", individual.length)
                .put("n_at_ceiling", pairs.size() - individual.length)
                .put("change_c_mean", Sample.mean(change))
                .put("change_c_sd", Sample.sd(change))
                .put("n_change_c", change.length)
                .put("n_dropped_c", pairs.size() - change.length);
    }

    private static double hake(List<Pair> pairs) {
        double pre = Sample.mean(Pair.values(pairs, Pair::pre));
        double post = Sample.mean(Pair.values(pairs, Pair::post));
        double room = FULL - pre;
        return room > NO_ROOM ? (post - pre) / room : Double.NaN;
    }

    private static String band(double hake) {
        long key = Percent.key9(hake);
        if (key >= Percent.key9(HIGH)) {
            return "HIGH";
        }
        return key >= Percent.key9(MEDIUM) ? "MEDIUM" : "LOW";
    }

    /** A rise as a share of what was missing, a fall as a share of what was there. */
    private static double change(Pair pair) {
        long gain = pair.gainKey();
        if (gain == 0) {
            return 0;
        }
        return gain > 0 ? pair.gain() / (FULL - pair.pre()) : pair.gain() / pair.pre();
    }
}
