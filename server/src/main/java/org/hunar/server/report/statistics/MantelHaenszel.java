package org.hunar.server.report.statistics;

import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.scoring.Percent;

/**
 * Differential item functioning by Mantel and Haenszel (Holland & Thayer 1988): whether people of two groups with the
 * same total have the same chance on an item. One stratum for each total, the studied item included, no purification.
 */
public final class MantelHaenszel {
    private static final double ETS_DELTA = 2.35;
    private static final double Z_95 = 1.644853626951473;
    private static final double SMALL = 1;
    private static final double LARGE = 1.5;
    private static final double LEVEL = 0.05;

    /** Right and wrong in both groups among people with one total. */
    private static final class Stratum {
        private double referenceRight;
        private double referenceWrong;
        private double focalRight;
        private double focalWrong;

        void add(boolean focal, boolean right) {
            if (focal) {
                focalRight += right ? 1 : 0;
                focalWrong += right ? 0 : 1;
            } else {
                referenceRight += right ? 1 : 0;
                referenceWrong += right ? 0 : 1;
            }
        }

        boolean hasBothGroups() {
            return referenceRight + referenceWrong > 0 && focalRight + focalWrong > 0;
        }
    }

    private int strata;
    private double sumR;
    private double sumS;
    private double sumPR;
    private double sumPSQR;
    private double sumQS;
    private double sumDeviation;
    private double sumVariance;

    private MantelHaenszel() {}

    /**
     * @param right whether each person answered the item right
     * @param focal whether each person is in the focal group, else in the reference group
     * @param totals of each person over the scale
     * @return {@code {n_strata, alpha_mh, …, chi2, p, ets_class}}
     */
    public static Map<String, Object> of(boolean[] right, boolean[] focal, double[] totals) {
        Map<Long, Stratum> byTotal = new TreeMap<>();
        for (int i = 0; i < right.length; i++) {
            byTotal.computeIfAbsent(Percent.key9(totals[i]), key -> new Stratum())
                    .add(focal[i], right[i]);
        }
        MantelHaenszel sums = new MantelHaenszel();
        byTotal.values().stream().filter(Stratum::hasBothGroups).forEach(sums::add);
        return sums.figures();
    }

    private void add(Stratum stratum) {
        double a = stratum.referenceRight;
        double b = stratum.referenceWrong;
        double c = stratum.focalRight;
        double d = stratum.focalWrong;
        double n = a + b + c + d;
        double r = a * d / n;
        double s = b * c / n;
        double p = (a + d) / n;
        double q = (b + c) / n;
        strata++;
        sumR += r;
        sumS += s;
        sumPR += p * r;
        sumPSQR += p * s + q * r;
        sumQS += q * s;
        sumDeviation += a - (a + b) * (a + c) / n;
        sumVariance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1));
    }

    private Map<String, Object> figures() {
        boolean hasOdds = sumR > 0 && sumS > 0;
        double alpha = hasOdds ? sumR / sumS : Double.NaN;
        double logAlpha = Math.log(alpha);
        double se = Math.sqrt(sumPR / (2 * sumR * sumR) + sumPSQR / (2 * sumR * sumS) + sumQS / (2 * sumS * sumS));
        double delta = -ETS_DELTA * logAlpha;
        double deviation = Math.abs(sumDeviation);
        double corrected = deviation - (deviation >= 0.5 ? 0.5 : 0);
        double chi2 = sumVariance > 0 ? corrected * corrected / sumVariance : Double.NaN;
        double p = Tails.chiSquared1(chi2);
        double seOfDelta = hasOdds ? ETS_DELTA * se : Double.NaN;
        return new Figures()
                .put("n_strata", strata)
                .put("alpha_mh", alpha)
                .put("log_alpha", logAlpha)
                .put("se_log_alpha", hasOdds ? se : Double.NaN)
                .put("mh_d_dif", delta)
                .put("se_d_dif", seOfDelta)
                .put("chi2", chi2)
                .put("p", p)
                .put("ets_class", hasOdds ? etsClass(Math.abs(delta), seOfDelta, p) : null)
                .toMap();
    }

    /** A negligible, B moderate, C large. */
    private static String etsClass(double size, double se, double p) {
        if (size < SMALL || p >= LEVEL) {
            return "A";
        }
        return size >= LARGE && size - Z_95 * se > SMALL ? "C" : "B";
    }
}
