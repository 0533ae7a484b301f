package org.hunar.server.blob;

import org.hunar.model.sync.EntityId;

/** That an accepted operation of an entity names a file, whether or not that has come. */
record BlobReference(BlobHash hash, EntityId entity) {}
