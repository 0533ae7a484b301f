package org.hunar.server.conformance;

/** A promise of the protocol that the server does not keep. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String got;

    Broken(String expected, String got) {
        super("expected " + expected + ", got " + got);
        this.expected = expected;
        this.got = got;
    }

    String expected() {
        return expected;
    }

    String got() {
        return got;
    }
}
