package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.List;

/**
 * A contribution that came to some groups, or that was taken back from them.
 *
 * @param people 1 or -1
 */
record Delta(Groups groups, Contribution contribution, int people) {
    /** Well below what the databases take for one value. */
    private static final int MOST_BYTES = 256 * 1024;

    Delta negated() {
        return new Delta(groups, contribution, -people);
    }

    /** One behind the other, in as many parts as it takes; an empty one if there are none. */
    static List<byte[]> pack(List<Delta> deltas) {
        List<byte[]> parts = new ArrayList<>();
        PackWriter out = new PackWriter();
        for (Delta delta : deltas) {
            if (out.size() > MOST_BYTES) {
                parts.add(out.toBytes());
                out = new PackWriter();
            }
            out.number(delta.people);
            delta.groups.write(out);
            delta.contribution.write(out);
        }
        parts.add(out.toBytes());
        return parts;
    }

    static List<Delta> unpack(byte[] packed) {
        PackReader in = new PackReader(packed);
        List<Delta> deltas = new ArrayList<>();
        while (in.hasMore()) {
            int people = in.count();
            Groups groups = Groups.read(in);
            deltas.add(new Delta(groups, Contribution.read(in), people));
        }
        return deltas;
    }
}
