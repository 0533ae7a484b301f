package org.hunar.server.report.statistics;

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
        Pairs pairs = people.pairs();
        Frequencies dropped = people.preOnly();
        return new Stages(
                people.people(),
                pairs.people() + dropped.people(),
                people.posts().people(),
                pairs.people(),
                pairs.pre().mean(),
                dropped.mean());
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
