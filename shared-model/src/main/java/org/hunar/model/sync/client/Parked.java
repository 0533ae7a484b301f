package org.hunar.model.sync.client;

import org.hunar.model.sync.Operation;
import org.hunar.model.sync.PushResult;

/**
 * An operation that the server refused. It is safe there, raw, and here; somebody has to look at it.
 *
 * @param refusal with the code, and what is wrong by field
 */
public record Parked(Operation operation, PushResult refusal) {}
