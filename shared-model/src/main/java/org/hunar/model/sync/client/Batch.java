package org.hunar.model.sync.client;

import java.time.Instant;
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
    /** @param deviceTime what the phone's own clock shows now */
    Push toPush(String appVersion, Instant deviceTime) {
        return Push.of(
                install(),
                appVersion,
                deviceTime,
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
