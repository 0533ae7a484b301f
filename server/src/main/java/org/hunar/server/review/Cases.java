package org.hunar.server.review;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Ids;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Candidate;
import org.hunar.server.sync.CaseKind;
import org.hunar.server.sync.CaseListener;
import org.hunar.server.sync.FoundCase;

/**
 * Keeps the open cases as they follow from the operations: opens what is found, closes what is found no more. Who
 * changes the operations of an entity holds its lock, so nobody else changes its cases meanwhile.
 */
public final class Cases implements CaseListener {
    private final CaseDao dao = new CaseDao();
    private final SecureRandom random;

    Cases(SecureRandom random) {
        this.random = random;
    }

    /** What makes two findings the same case. */
    private record Key(CaseKind kind, ProgrammeId programme, UUID entity, String path) {
        static Key of(FoundCase each) {
            return new Key(each.kind(), each.programme(), each.entity(), each.path());
        }
    }

    @Override
    public void found(Transaction tx, Instant now, Findings findings) {
        Map<Key, Case> open = new HashMap<>();
        Map<Key, Set<UUID>> noted = new HashMap<>();
        for (Case each : dao.standing(tx, findings.subjects())) {
            if (each.isOpen()) {
                open.put(Key.of(each.what()), each);
            } else if (each.closing().get().by().isPresent()) {
                noted.computeIfAbsent(Key.of(each.what()), key -> new HashSet<>())
                        .addAll(ids(each.what().candidates()));
            }
        }
        List<Case> changed = new ArrayList<>();
        Ids ids = new Ids(now::toEpochMilli, random);
        for (FoundCase each : findings.found()) {
            Case before = open.remove(Key.of(each));
            List<Candidate> candidates = candidates(each, before);
            if (before == null) {
                if (!noted.getOrDefault(Key.of(each), Set.of()).containsAll(ids(candidates))) {
                    changed.add(new Case(ids.version7(), each, now, Optional.empty()));
                }
            } else if (!candidates.equals(before.what().candidates())) {
                changed.add(before.with(candidates));
            }
        }
        open.values().stream()
                .filter(each -> findings.cover(
                        each.what().kind(), each.what().entity(), each.what().path()))
                .forEach(each -> changed.add(each.closed(now)));
        dao.store(tx, changed);
    }

    @Override
    public int erased(Transaction tx, Set<UUID> subjects) {
        // what is open has been found anew, between what is left
        List<Case> without = dao.all(tx, subjects).stream()
                .filter(each -> !each.isOpen())
                .map(each -> each.with(each.what().candidates().stream()
                        .map(Candidate::withoutValue)
                        .toList()))
                .toList();
        dao.store(tx, without);
        dao.forgetRemarks(tx, subjects);
        return without.size();
    }

    /** @throws ProblemException 404 if the programme has no such case */
    Case require(Transaction tx, ProgrammeId programme, UUID id) {
        return dao.find(tx, id)
                .filter(each -> each.what().programme().equals(programme))
                .orElseThrow(() -> ProblemException.notFound("case " + id + " in " + programme));
    }

    /** Takes the case for the rest of the transaction; its subject is locked already. */
    Case requireOpen(Transaction tx, UUID id) {
        Case found = dao.lock(tx, id).orElseThrow(() -> new IllegalStateException("a case never goes: " + id));
        found.closing().ifPresent(closing -> {
            throw ProblemException.conflict(
                            "RESOLVED", "it was decided already, or its cause went away; read the list again")
                    .with("resolved_by", closing.by());
        });
        return found;
    }

    /** What was decided must not be there any more, by the operations alone. */
    void requireOver(Transaction tx, UUID id) {
        if (dao.find(tx, id).filter(Case::isOpen).isPresent()) {
            throw new IllegalStateException("the decision did not end the case " + id);
        }
    }

    /** Puts a manager's name to the end of a case. */
    void decide(Transaction tx, UUID id, Case.Closing closing) {
        dao.decide(tx, id, closing);
    }

    private static List<Candidate> candidates(FoundCase found, Case before) {
        if (before == null || found.kind() != CaseKind.FORKED_INSTALL) {
            return found.candidates();
        }
        Map<UUID, Candidate> all = new LinkedHashMap<>();
        before.what().candidates().forEach(each -> all.put(each.id(), each));
        found.candidates().forEach(each -> all.put(each.id(), each));
        return List.copyOf(all.values());
    }

    private static Set<UUID> ids(Collection<Candidate> candidates) {
        Set<UUID> ids = new HashSet<>();
        candidates.forEach(each -> ids.add(each.id()));
        return ids;
    }
}
