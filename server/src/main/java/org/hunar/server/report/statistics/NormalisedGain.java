package org.hunar.server.report.statistics;

import org.hunar.model.scoring.Percent;

/** Gain as a share of what could still be gained (Hake 1998), and normalised change (Marx & Cummings 2007). */
final class NormalisedGain {
    private static final double FULL = 100;
    private static final double NO_ROOM = 1e-9;
    private static final double HIGH = 0.7;
    private static final double MEDIUM = 0.3;

    private NormalisedGain() {}

    static Figures of(Pairs pairs) {
        double hake = hake(pairs);
        Frequencies individual = pairs.frequencies(
                cell -> !pairs.startsAtCeiling(cell), cell -> pairs.gain(cell) / (FULL - pairs.pre(cell)));
        Frequencies change = pairs.frequencies(cell -> !pairs.staysAtLimit(cell), cell -> change(pairs, cell));
        return new Figures()
                .put("hake_class", hake)
                .put("hake_band", Double.isNaN(hake) ? null : band(hake))
                .put("individual_mean", individual.mean())
                .put("individual_sd", individual.sd())
                .put("n_individual", individual.people())
                .put("n_at_ceiling", pairs.people() - individual.people())
                .put("change_c_mean", change.mean())
                .put("change_c_sd", change.sd())
                .put("n_change_c", change.people())
                .put("n_dropped_c", pairs.people() - change.people());
    }

    private static double hake(Pairs pairs) {
        double pre = pairs.pre().mean();
        double post = pairs.post().mean();
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
    private static double change(Pairs pairs, int cell) {
        long gain = pairs.gainKey(cell);
        if (gain == 0) {
            return 0;
        }
        return pairs.gain(cell) / (gain > 0 ? FULL - pairs.pre(cell) : pairs.pre(cell));
    }
}
