package org.hunar.server.operations;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param subject what was looked at, in a word or two
 * @param sentence how it is, and why
 * @param remedy what to do; empty where nothing is to be done
 */
record Finding(Level level, String subject, String sentence, String remedy) {
    /** How bad it is. */
    enum Level {
        /** As it should be. */
        OK,
        /** The server runs, and something will go wrong or is not as advised. */
        WARNING,
        /** The server does not start, does not take work, or may lose it. */
        WRONG
    }

    static Finding ok(String subject, String sentence) {
        return new Finding(Level.OK, subject, sentence, "");
    }

    static Finding warning(String subject, String sentence, String remedy) {
        return new Finding(Level.WARNING, subject, sentence, remedy);
    }

    static Finding wrong(String subject, String sentence, String remedy) {
        return new Finding(Level.WRONG, subject, sentence, remedy);
    }

    boolean isWrong() {
        return level == Level.WRONG;
    }
}
