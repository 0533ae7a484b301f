package org.hunar.server.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * A phone that loses its network in the midst of an answer is daily business, and nothing is wrong with the server.
 * Jersey calls it an error and adds a page of stack; in its place stands one line.
 */
final class BrokenOff extends TurboFilter {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(BrokenOff.class);
    private static final String JERSEY = "org.glassfish.jersey.";

    /** To be called once logging is set up, which empties the list of filters. */
    static void watch() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(new BrokenOff());
    }

    /** Whether a client gave no more bytes for too long; Jetty says so by the cause alone. */
    static boolean isStalled(Throwable thrown) {
        return thrown.getCause() instanceof TimeoutException;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        if (!logger.getName().startsWith(JERSEY) || !isByTheClient(thrown)) {
            return FilterReply.NEUTRAL;
        }
        LOG.info("The client went away before it had the whole answer");
        return FilterReply.DENY;
    }

    private static boolean isByTheClient(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof EofException || isStalled(each)) {
                return true;
            }
        }
        return false;
    }
}
