package org.hunar.server.auth;

import java.util.Optional;
import org.hunar.model.Timestamps;

/** Follows the chain from entry to entry, and stands still at the first that does not fit. */
final class AuditWalk {
    private final Optional<AuditHead> noted;
    private AuditHead reached = new AuditHead(0, AuditLink.NONE);
    private Optional<String> fault = Optional.empty();

    AuditWalk(Optional<AuditHead> noted) {
        this.noted = noted;
    }

    /** The last entry that fits. */
    AuditHead reached() {
        return reached;
    }

    Optional<String> fault() {
        return fault;
    }

    /** @return whether the next entry fits */
    boolean passes(AuditLink next) {
        fault = faultOf(next);
        if (fault.isEmpty()) {
            reached = next.head();
        }
        return fault.isEmpty();
    }

    /** @param kept the end as the server keeps it apart from the entries; empty if it is gone */
    void ends(Optional<AuditHead> kept) {
        if (fault.isEmpty()) {
            fault = kept.isEmpty() ? Optional.of("the note of where the chain ends is gone") : faultOfEnd(kept.get());
        }
        if (fault.isEmpty()) {
            fault = noted.filter(head -> head.position() > reached.position())
                    .map(head -> "the chain ends with entry " + reached.position() + ", and entry " + head.position()
                            + " had been noted: the last ones were cut off");
        }
    }

    private Optional<String> faultOf(AuditLink next) {
        long expected = reached.position() + 1;
        if (next.position() != expected) {
            return Optional.of(missing(expected, next.position() - 1) + " before " + told(next));
        }
        if (!next.isAsWritten()) {
            return Optional.of(told(next) + " is not what was written: it was changed, or another put in its place");
        }
        if (!reached.hash().equals(next.previous())) {
            return Optional.of(told(next) + " does not follow entry " + reached.position()
                    + ": one of the two was changed, or another put in its place");
        }
        return noted.filter(head ->
                        head.position() == next.position() && !head.hash().equals(next.hash()))
                .map(head -> told(next) + " is not the one that had been noted: the chain was made anew");
    }

    private Optional<String> faultOfEnd(AuditHead kept) {
        if (kept.position() > reached.position()) {
            return Optional.of(missing(reached.position() + 1, kept.position()) + " at the end of the chain");
        }
        if (kept.position() < reached.position()) {
            return Optional.of("entry " + (kept.position() + 1)
                    + " stands after the end of the chain: the server did not link it");
        }
        return kept.hash().equals(reached.hash())
                ? Optional.empty()
                : Optional.of(
                        "entry " + reached.position() + ", the last one, is not the one with which the chain ended");
    }

    private static String missing(long from, long to) {
        return from == to ? "entry " + from + " is missing" : "entries " + from + " to " + to + " are missing";
    }

    private static String told(AuditLink link) {
        Audit.Entry entry = link.entry();
        return "entry " + link.position() + " (" + Timestamps.format(entry.at()) + " " + entry.who() + " "
                + entry.what() + " " + entry.subject() + ")";
    }
}
