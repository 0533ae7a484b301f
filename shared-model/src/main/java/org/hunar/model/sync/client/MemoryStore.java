package org.hunar.model.sync.client;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store that forgets: for tests, and as the table behind stores that keep a log. */
public final class MemoryStore implements PhoneStore {
    private final TreeMap<String, String> entries = new TreeMap<>();
    private boolean restored;

    public MemoryStore() {}

    private MemoryStore(Map<String, String> entries) {
        this.entries.putAll(entries);
        this.restored = true;
    }

    /** As a backup, or another phone, would find it. */
    public MemoryStore copy() {
        return new MemoryStore(entries);
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void scan(String prefix, String after, Visitor visitor) {
        boolean fromPrefix = after.compareTo(prefix) < 0;
        for (Map.Entry<String, String> entry :
                entries.tailMap(fromPrefix ? prefix : after, fromPrefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix) || !visitor.visit(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public void commit(Changes changes) {
        restored = false;
        changes.asMap().forEach((key, value) -> {
            if (value.isPresent()) {
                entries.put(key, value.get());
            } else {
                entries.remove(key);
            }
        });
    }

    @Override
    public boolean looksRestored() {
        return restored;
    }
}
