package org.hunar.server.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the onlooker sees while the demo works: on a terminal one line that is written over, then the step it ended with;
 * elsewhere only the steps.
 */
final class Progress {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final long started = System.nanoTime();

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What is being done just now. */
    synchronized void doing(String what) {
        if (terminal) {
            out.print(CLEAR_LINE + stamp() + what + " …");
            out.flush();
        }
    }

    /** What has been done. */
    synchronized void done(String what) {
        say(stamp() + what);
    }

    /** A line without a time. */
    synchronized void say(String line) {
        out.println(terminal ? CLEAR_LINE + line : line);
        out.flush();
    }

    /** Since the start, with one decimal. */
    String seconds() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        return String.format(Locale.ROOT, "%.1f", elapsed.toMillis() / (double) TimeUnit.SECONDS.toMillis(1));
    }

    private String stamp() {
        return String.format(Locale.ROOT, "%5s s  ", seconds());
    }
}
