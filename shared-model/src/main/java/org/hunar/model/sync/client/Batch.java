package org.hunar.model.sync.client;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.sync.Push;

/**
 * Operations that travel together.
 *
 * @param entries at least one, all of one install, in the order of capture
 */
record Batch(List<OutboxEntry> entries) {
    Push toPush(String appVersion) {
        return Push.of(
                install(),
                appVersion,
                entries.stream().map(OutboxEntry::operation).collect(Collectors.toList()));
    }

    UUID install() {
        return entries.get(0).install();
    }

    int size() {
        return entries.size();
    }

    long lastNumber() {
        return entries.get(entries.size() - 1).number();
    }
}
