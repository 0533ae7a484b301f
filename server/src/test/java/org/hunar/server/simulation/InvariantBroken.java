package org.hunar.server.simulation;

/** Something happened that must never happen. */
final class InvariantBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /** @param invariant as numbered in the sync protocol, such as I7 */
    InvariantBroken(String invariant, String message) {
        super(invariant + ": " + message);
        this.invariant = invariant;
    }

    InvariantBroken(String invariant, String message, Throwable cause) {
        super(invariant + ": " + message, cause);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }

    static void require(boolean holds, String invariant, String message, Object... details) {
        if (!holds) {
            throw new InvariantBroken(invariant, String.format(message, details));
        }
    }
}
