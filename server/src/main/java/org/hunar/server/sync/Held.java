package org.hunar.server.sync;

import org.hunar.model.sync.EntityId;

/** That an entity's operations wait for something, such as {@code participant:8e1f…}. */
record Held(String awaits, EntityId entity) {}
