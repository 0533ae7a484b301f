package org.hunar.server.openrosa;

/**
 * What a phone is told: Collect takes 201 and 202 for sent, and shows the message in any case.
 *
 * @param message a sentence for who holds the phone
 */
record Receipt(int status, String message) {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    static Receipt saved(String message) {
        return new Receipt(CREATED, message);
    }

    /** Stored, and not yet all that is needed to use it. */
    static Receipt kept(String message) {
        return new Receipt(ACCEPTED, message);
    }

    boolean isSuccess() {
        return status == CREATED || status == ACCEPTED;
    }
}
