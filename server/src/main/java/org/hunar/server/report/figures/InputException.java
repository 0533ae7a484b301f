package org.hunar.server.report.figures;

/** Input that cannot be taken as it is; the message is a plain sentence that says where. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }

    /** Something wrong with a whole file. */
    static InputException in(String file, String message) {
        return new InputException(file + ": " + message);
    }

    /** Something wrong with a row. */
    static InputException at(String file, long line, String message) {
        return new InputException(file + ":" + line + ": " + message);
    }

    /** Something wrong with a cell. */
    static InputException at(String file, long line, String column, String message) {
        return at(file, line, "column " + column + ": " + message);
    }
}
