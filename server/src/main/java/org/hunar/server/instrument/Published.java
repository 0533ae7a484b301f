package org.hunar.server.instrument;

import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.programme.ProgrammeId;

/**
 * A version of an instrument with the key that holds now.
 *
 * @param key without any items as long as there is none
 * @param keyVersion counts the keys, from 1; 0 as long as there is none
 */
public record Published(ProgrammeId programme, Instrument instrument, ScoringKey key, int keyVersion) {}
