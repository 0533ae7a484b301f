package org.hunar.server.backup;

/** A backup could not be made, read or put back; the message is a sentence for who runs the command. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupException(String sentence) {
        super(sentence);
    }

    BackupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
