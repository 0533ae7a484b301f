/**
 * Phones: how one is enrolled for a trainer with a code of his manager's, how it shows by its own key who it is, and how
 * it is revoked.
 *
 * <p>Owns the tables {@code enrolments}, {@code devices} and {@code used_nonces}. {@code auth} asks {@link
 * org.hunar.server.device.Devices} for whom an assertion speaks, and on every call whether the device was revoked; it knows
 * the class by the interface that it declares for that.
 */
package org.hunar.server.device;
