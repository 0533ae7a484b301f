package org.hunar.server.sync;

import org.hunar.model.sync.EntityId;

/**
 * What is locked of an entity.
 *
 * @param programme code, or null while nothing has told
 * @param rev of its document; 0 while it has none
 */
record EntityRow(EntityId id, String programme, long rev) {}
