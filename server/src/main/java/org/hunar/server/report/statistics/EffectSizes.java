package org.hunar.server.report.statistics;

import org.apache.commons.numbers.gamma.GammaRatio;

/** Standardised mean gains; each says in its name by what it is divided. */
final class EffectSizes {
    private static final int LEAST_FOR_SPREAD = 2;
    private static final int LEAST_FOR_CORRECTION = 3;

    private EffectSizes() {}

    /**
     * @param gain mean gain
     * @param gainSd SD of the gains
     * @param preSd SD of pre
     * @param postSd SD of post
     * @param r correlation of pre and post
     * @param n pairs
     */
    static Figures of(double gain, double gainSd, double preSd, double postSd, double r, long n) {
        double dz = ratio(gain, gainSd);
        double dAv = ratio(gain, (preSd + postSd) / 2);
        double dAvRms = ratio(gain, Math.sqrt((preSd * preSd + postSd * postSd) / 2));
        double j = n < LEAST_FOR_CORRECTION ? Double.NaN : smallSampleFactor(n - 1);
        // without the exact one of two pairs there is this: nothing is left of the effect
        double jApprox = n < LEAST_FOR_SPREAD ? Double.NaN : 1 - 3.0 / (4.0 * (n - 1) - 1);
        return new Figures()
                .put("d_z", dz)
                .put("d_av", dAv)
                .put("d_av_rms", dAvRms)
                .put("d_rm", dz * Math.sqrt(2 * (1 - r)))
                .put("glass_delta_pre", ratio(gain, preSd))
                .put("j", j)
                .put("g_z", j * dz)
                .put("g_av", j * dAv)
                .put("g_av_rms", j * dAvRms)
                .put("j_approx", jApprox)
                .put("g_av_approx", jApprox * dAv);
    }

    /** Hedges' exact factor: Γ(ν/2) / (√(ν/2) Γ((ν-1)/2)). */
    private static double smallSampleFactor(double df) {
        return GammaRatio.value(df / 2, (df - 1) / 2) / Math.sqrt(df / 2);
    }

    private static double ratio(double gain, double sd) {
        return sd == 0 ? Double.NaN : gain / sd;
    }
}
