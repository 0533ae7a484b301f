package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What happened in a simulation, line by line; what happens in the middle of something is indented. */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
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

    /** Notes that a deed of this kind has succeeded, or that a refusal of this code was met. */
    void did(String what) {
        done.add(what);
    }

    /** What has succeeded or was met, each kind once. */
    Set<String> done() {
        return done;
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
