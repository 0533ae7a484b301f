package org.hunar.server.storage;

/** The server will not start; the message is a sentence that tells its operator what to change. */
public final class RefusedToStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedToStartException(String sentence) {
        super(sentence);
    }

    public RefusedToStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
