package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the user sees of syncing: "unsent: 12, oldest 9 days". It is about the work of whoever is signed in.
 *
 * @param unsent operations that the server has not acknowledged
 * @param inFlight of these, how many were sent without an answer so far
 * @param oldest age of the oldest unsent one; absent when all is sent
 * @param parked what the server refused, oldest first
 * @param attachments files that the server does not have yet
 * @param attachmentBytes how much of them is left to bring
 * @param parkedAttachments files that do not go to the server, and why
 * @param others whose work waits on this phone until they sign in, by name; nothing of it is counted above
 */
public record SyncStatus(
        int unsent,
        int inFlight,
        Optional<Duration> oldest,
        List<Parked> parked,
        int attachments,
        long attachmentBytes,
        List<ParkedAttachment> parkedAttachments,
        List<Waiting> others) {

    /**
     * The line for the user.
     *
     * @param language {@code en}, {@code ur} or {@code zh}; English for any other
     */
    public String summary(String language) {
        return Summary.in(language).of(this);
    }
}
