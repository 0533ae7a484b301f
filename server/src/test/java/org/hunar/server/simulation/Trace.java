package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a simulation, line by line; what happens in the middle of something is indented. */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final boolean kept;
    private int depth;
    private int hash;

    /** @param kept whether the lines are wanted, or only their hash */
    Trace(boolean kept) {
        this.kept = kept;
    }

    void say(String line) {
        hash = 31 * hash + line.hashCode();
        if (kept) {
            lines.add("  ".repeat(depth) + line);
        }
    }

    void indent(int by) {
        depth += by;
    }

    List<String> lines() {
        return lines;
    }

    /** The same for the same story. */
    int fingerprint() {
        return hash;
    }
}
