package org.hunar.server.sync;

import java.util.Collection;
import java.util.Map;
import org.hunar.server.storage.Transaction;

/** Reads the present documents of one kind of entity, by their keys, in one query; the feed keeps no copies. */
public interface DocumentSource {
    Map<String, Map<String, Object>> documents(Transaction tx, Collection<String> keys);
}
