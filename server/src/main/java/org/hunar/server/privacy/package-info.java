/**
 * What people whose names are kept may ask for: that their consent is noted, that it is withdrawn, that they are erased;
 * and that a programme keeps names no longer than it has said.
 *
 * <p>Owns the table {@code erasures}. How somebody is taken out of the log is known to {@code sync} alone
 * ({@link org.hunar.server.sync.Eraser}); here is decided who may ask for it, and what proof of it stays.
 */
package org.hunar.server.privacy;
