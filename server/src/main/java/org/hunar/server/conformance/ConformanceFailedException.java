package org.hunar.server.conformance;

/** Something is not as it should be, or could not be tried; the message is for whoever started the command. */
final class ConformanceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConformanceFailedException(String message) {
        super(message);
    }
}
