package org.hunar.server.report.state;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hunar.server.report.statistics.JointCounts;

/**
 * Joint counts in few bytes: the distinct percents once, then each cell by their places. A person without a score has the
 * place behind the last. A test of whole points needs some three bytes a cell, scores off every grid some twenty.
 */
final class CountsPack {
    private CountsPack() {}

    static void write(PackWriter out, JointCounts counts) {
        DoubleStream.Builder all = DoubleStream.builder();
        counts.forEach((pre, post, people) -> all.add(pre).add(post));
        double[] percents = all.build()
                .filter(percent -> !Double.isNaN(percent))
                .sorted()
                .distinct()
                .toArray();
        out.number(percents.length);
        for (double percent : percents) {
            out.real(percent);
        }
        out.number(counts.size());
        int[] before = {0, 0};
        counts.forEach((pre, post, people) -> {
            int preAt = place(percents, pre);
            int postAt = place(percents, post);
            out.number(preAt - before[0]).number(postAt - before[1]).number(people);
            before[0] = preAt;
            before[1] = postAt;
        });
    }

    static JointCounts read(PackReader in) {
        double[] percents = new double[in.count() + 1];
        for (int i = 0; i < percents.length - 1; i++) {
            percents[i] = in.real();
        }
        percents[percents.length - 1] = Double.NaN;
        int cells = in.count();
        JointCounts.Appender counts = new JointCounts.Appender(cells);
        int pre = 0;
        int post = 0;
        for (int i = 0; i < cells; i++) {
            pre += in.count();
            post += in.count();
            counts.accept(percents[pre], percents[post], in.number());
        }
        return counts.build();
    }

    private static int place(double[] percents, double percent) {
        return Double.isNaN(percent) ? percents.length : Arrays.binarySearch(percents, percent);
    }
}
