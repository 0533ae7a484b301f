package org.hunar.server.report.statistics;

import org.apache.commons.numbers.core.Sum;

/**
 * How many people are left at each step from the roster to the gain, and where those started who dropped out and those who
 * stayed: a large difference says that the gain is biased by who left (scoring §5).
 *
 * @param enrolled on the roster
 * @param pre with a PRE that counts
 * @param post with a POST that counts; some reach it without a PRE
 * @param paired with both
 * @param preMeanPaired mean percent before the training of those with both; NaN without any
 * @param preMeanDropped the same of those with a PRE and no POST
 */
public record Stages(long enrolled, long pre, long post, long paired, double preMeanPaired, double preMeanDropped) {

    /** @param people on the roster, by their scores of the total */
    public static Stages of(JointCounts people) {
        Walk walk = new Walk();
        people.forEach(walk);
        return new Stages(
                walk.enrolled,
                walk.paired + walk.dropped,
                walk.post,
                walk.paired,
                walk.preOfPaired.getAsDouble() / walk.paired,
                walk.preOfDropped.getAsDouble() / walk.dropped);
    }

    /** One look at each cell, for every group has as many of them as the figures. */
    private static final class Walk implements JointCounts.CellConsumer {
        private final Sum preOfPaired = Sum.create();
        private final Sum preOfDropped = Sum.create();
        private long enrolled;
        private long post;
        private long paired;
        private long dropped;

        @Override
        public void accept(double before, double after, long people) {
            boolean hasPre = !Double.isNaN(before);
            boolean hasPost = !Double.isNaN(after);
            enrolled += people;
            post += hasPost ? people : 0;
            if (hasPre && hasPost) {
                paired += people;
                preOfPaired.addProduct(people, before);
            } else if (hasPre) {
                dropped += people;
                preOfDropped.addProduct(people, before);
            }
        }
    }

    /** With a PRE and no POST. */
    public long dropped() {
        return pre - paired;
    }

    /** The same without the mean of those who stayed, of those who left, or of both. */
    public Stages withMeans(boolean ofPaired, boolean ofDropped) {
        return new Stages(
                enrolled,
                pre,
                post,
                paired,
                ofPaired ? preMeanPaired : Double.NaN,
                ofDropped ? preMeanDropped : Double.NaN);
    }

    public Figures toFigures() {
        return new Figures()
                .put("enrolled", enrolled)
                .put("pre", pre)
                .put("post", post)
                .put("paired", paired)
                .put("dropped", dropped())
                .put("pre_mean_paired", preMeanPaired)
                .put("pre_mean_dropped", preMeanDropped);
    }
}
