package org.hunar.server.simulation;

/** The app on a phone has ended in the middle of something. */
final class PhoneKilled extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
