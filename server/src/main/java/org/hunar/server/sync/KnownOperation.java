package org.hunar.server.sync;

import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;

/** What the log knows of an operation id that comes again. */
record KnownOperation(OperationId id, String author, String hash, PushResult result) {}
