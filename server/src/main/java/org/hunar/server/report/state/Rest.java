package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.server.report.statistics.FormSums;
import org.hunar.server.report.statistics.FormSums.Row;
import org.hunar.server.report.statistics.FormSums.Squares;
import org.hunar.server.report.statistics.FormSums.Sums;

/**
 * What is kept of everybody beside the joint counts.
 *
 * @param pending attempts that wait for a rating
 * @param criticalFailed people who failed a critical step in the chosen POST
 * @param forms of the chosen PREs; empty where nobody asks for their consistency
 */
record Rest(long pending, long criticalFailed, FormSums forms) {
    /** Well below what the databases take for one value. */
    private static final int MOST_BYTES = 256 * 1024;

    static final Rest NOTHING = new Rest(0, 0, new FormSums());

    Rest plus(Rest other) {
        FormSums sum = new FormSums();
        sum.addAll(forms);
        sum.addAll(other.forms);
        return new Rest(pending + other.pending, criticalFailed + other.criticalFailed, sum);
    }

    static Rest of(List<Delta> deltas) {
        long pending = 0;
        long criticalFailed = 0;
        FormSums forms = new FormSums();
        for (Delta delta : deltas) {
            pending += (long) delta.people() * delta.contribution().pending();
            criticalFailed += delta.contribution().criticalFailed() ? delta.people() : 0;
            delta.contribution().preForm().ifPresent(form -> forms.add(form, delta.people()));
        }
        return new Rest(pending, criticalFailed, forms);
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    /** In as many parts as it takes; their sum is the whole. */
    List<byte[]> pack() {
        List<byte[]> parts = new ArrayList<>();
        PackWriter out = new PackWriter().number(pending).number(criticalFailed);
        for (Map.Entry<Row, Sums> row : forms.rows().entrySet()) {
            if (out.size() > MOST_BYTES) {
                parts.add(out.toBytes());
                out = new PackWriter().number(0).number(0);
            }
            Sums sums = row.getValue();
            out.text(row.getKey().scale()).number(row.getKey().columns().size());
            for (String column : row.getKey().columns()) {
                out.text(column);
            }
            out.number(sums.people()).number(sums.complete());
            for (Squares item : sums.items()) {
                write(out, item);
            }
            write(out, sums.totals());
        }
        parts.add(out.toBytes());
        return parts;
    }

    static Rest unpack(byte[] packed) {
        PackReader in = new PackReader(packed);
        long pending = in.number();
        long criticalFailed = in.number();
        FormSums forms = new FormSums();
        while (in.hasMore()) {
            String scale = in.text();
            int items = in.count();
            List<String> columns = new ArrayList<>();
            for (int j = 0; j < items; j++) {
                columns.add(in.text());
            }
            forms.add(new Row(scale, columns), sums(in, items));
        }
        return new Rest(pending, criticalFailed, forms);
    }

    private static Sums sums(PackReader in, int items) {
        long people = in.number();
        long complete = in.number();
        List<Squares> each = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            each.add(squares(in));
        }
        return new Sums(people, complete, each, squares(in));
    }

    private static void write(PackWriter out, Squares squares) {
        out.decimal(squares.sum()).decimal(squares.squares());
    }

    private static Squares squares(PackReader in) {
        return new Squares(in.decimal(), in.decimal());
    }
}
