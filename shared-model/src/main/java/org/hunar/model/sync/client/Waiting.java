package org.hunar.model.sync.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Unsent work of somebody who is not signed in: it waits until they are, since the server takes whoever is signed in for
 * the author.
 *
 * @param operations that the server has not acknowledged
 * @param attachments files that the server does not have yet
 */
public record Waiting(String author, int operations, int attachments) {

    static List<Waiting> of(Map<String, Integer> operations, Map<String, Integer> attachments) {
        TreeSet<String> authors = new TreeSet<>(operations.keySet());
        authors.addAll(attachments.keySet());
        List<Waiting> waiting = new ArrayList<>();
        authors.forEach(author -> waiting.add(
                new Waiting(author, operations.getOrDefault(author, 0), attachments.getOrDefault(author, 0))));
        return waiting;
    }

    /**
     * For the screen, such as "3 of amina wait until that person signs in".
     *
     * @param language as of {@link SyncStatus#summary}
     */
    public String summary(String language) {
        return Summary.in(language).of(this);
    }
}
