package org.hunar.server.demo;

/** Something went otherwise than the story says; the message says what, for whoever looks at the demo. */
final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }

    DemoFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
