package org.hunar.server.report.statistics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hunar.model.scoring.Percent;

/**
 * A person's scores before and after, in percent.
 *
 * @param pre 0 to 100
 * @param post 0 to 100
 */
record Pair(double pre, double post) {
    private static final long CEILING = Percent.key9(100);

    /** In percentage points. */
    double gain() {
        return post - pre;
    }

    /** The gain on the grid on which ties and zeros are told. */
    long gainKey() {
        return Percent.key9(gain());
    }

    boolean startsAtCeiling() {
        return Percent.key9(pre) == CEILING;
    }

    /** At 100 or at 0 both times: nothing could be gained, or nothing was there to lose. */
    boolean staysAtLimit() {
        return gainKey() == 0 && (startsAtCeiling() || Percent.key9(pre) == 0);
    }

    static double[] values(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return pairs.stream().mapToDouble(value).toArray();
    }
}
