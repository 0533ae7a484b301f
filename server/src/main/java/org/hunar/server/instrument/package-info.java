/**
 * Instruments, which go to the phones, and their scoring keys, which do not.
 *
 * <p>Owns the tables {@code instruments}, {@code scoring_keys} and {@code xforms}. A published version of an instrument never changes; its
 * key may, and each correction is a new key version that is kept beside the earlier ones. Other features read through
 * {@link org.hunar.server.instrument.Instruments}; managers of the programme write. A publication is told to the {@link
 * org.hunar.server.programme.ProgrammeListener}, a corrected key to the {@link org.hunar.server.instrument.KeyListener},
 * both in the same transaction.
 */
package org.hunar.server.instrument;
