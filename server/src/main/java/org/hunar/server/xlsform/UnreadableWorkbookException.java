package org.hunar.server.xlsform;

/** A file that is not read at all: no workbook, broken, too large, or with something dangerous in it. */
public final class UnreadableWorkbookException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    UnreadableWorkbookException(String code, String message) {
        this(code, message, null);
    }

    UnreadableWorkbookException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable, upper case; programs branch on it. */
    public String code() {
        return code;
    }
}
