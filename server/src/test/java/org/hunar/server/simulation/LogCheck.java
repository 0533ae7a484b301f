package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.sync.OperationId;
import org.hunar.server.simulation.StoreState.LogRow;

/** Nothing acknowledged is lost, nothing is there twice, nothing was made up, and everybody's work bears his name. */
final class LogCheck {
    private final Ledger ledger;
    private final StoreState state;

    LogCheck(Ledger ledger, StoreState state) {
        this.ledger = ledger;
        this.state = state;
    }

    void run() {
        Map<OperationId, LogRow> log = state.logById();
        require(log.size() == state.log().size(), "I2", "an operation stands in the log twice");
        ledger.accepted().forEach((id, accepted) -> {
            LogRow row = log.get(id);
            require(row != null, "I1", "%s was acknowledged, and is not in the log", id);
            requireContent(row, accepted);
            require(
                    row.author().equals(accepted.author()) && row.install().equals(accepted.install()),
                    "I16",
                    "%s is by %s, and the log says %s",
                    id,
                    accepted.author(),
                    row.author());
        });
        ledger.refused().forEach(refused -> require(isKept(refused), "I1", "the quarantine has not kept %s", refused));
        log.forEach((id, row) -> require(
                Office.isAuthor(row.author())
                        || state.isOfForm(row)
                        || ledger.accepted().containsKey(id)
                        || ledger.unheard().containsKey(id),
                "I2",
                "%s is in the log, and nobody handed it in",
                id));
        state.log().forEach(this::requireStripped);
        requireAuthors(log);
        requireForksFlagged();
        requireArrived(log);
    }

    /** To the byte, but of who was erased: then what is left of it. */
    private void requireContent(LogRow row, Ledger.Accepted accepted) {
        OperationId id = row.operation().id();
        if (state.erased().contains(row.operation().entity())) {
            require(
                    ErasedPeople.isLeftOf(accepted.json(), row.operation().json()),
                    "erasure",
                    "of %s, %s, is left %s",
                    id,
                    accepted.json(),
                    row.operation().json());
            return;
        }
        require(row.hash().equals(accepted.hash()), "I1", "%s is in the log with another hash", id);
        require(
                CanonicalJson.write(row.operation().json()).equals(CanonicalJson.write(accepted.json())),
                "I1",
                "%s is in the log with another content",
                id);
    }

    /** Of all that is of the erased nothing can be guessed by its hash, whoever has sent it; of others nothing is gone. */
    private void requireStripped(LogRow row) {
        require(
                row.hash().equals(ErasedPeople.NO_HASH)
                        == state.erased().contains(row.operation().entity()),
                "erasure",
                "%s has the hash %s, and %s are erased",
                row.operation().json(),
                row.hash(),
                state.erased().people());
    }

    private boolean isKept(Ledger.Refused refused) {
        return state.quarantine().contains(refused)
                || state.erased().areNamedIn(refused.raw())
                        && state.quarantine().contains(new Ledger.Refused(refused.install(), ""));
    }

    /** I16: what somebody captured bears their name, on a shared phone too, and comes in a lane that is theirs alone. */
    private void requireAuthors(Map<OperationId, LogRow> log) {
        Map<UUID, String> lanes = new HashMap<>();
        for (Ledger.Captured captured : ledger.captured()) {
            LogRow row = log.get(captured.id());
            if (row != null) {
                require(
                        row.author().equals(captured.user()),
                        "I16",
                        "%s was captured by %s, and the log says %s",
                        captured.id(),
                        captured.user(),
                        row.author());
                String before = lanes.putIfAbsent(row.install(), row.author());
                require(
                        before == null || before.equals(row.author()),
                        "I16",
                        "%s and %s hand in under one install, %s",
                        before,
                        row.author(),
                        row.install());
            }
        }
    }

    /** I14: an install that gave one number twice was copied or put back, and a manager is told. */
    private void requireForksFlagged() {
        Map<String, List<LogRow>> byNumber = state.log().stream()
                .filter(row -> !Office.isAuthor(row.author()))
                .collect(Collectors.groupingBy(
                        row -> row.install() + " " + row.operation().deviceSeq()));
        byNumber.forEach((number, rows) -> {
            boolean told = rows.size() < 2
                    || rows.stream().allMatch(row -> row.programme().isEmpty())
                    || state.flagged().contains(rows.get(0).install());
            require(told, "I14", "%s was given to %d operations, and nobody is told", number, rows.size());
        });
    }

    /** I14, I15: phones put back, copied and killed, servers put back: what is in a phone's keeping arrives. */
    private void requireArrived(Map<OperationId, LogRow> log) {
        Set<String> quarantined =
                state.quarantine().stream().map(Ledger.Refused::raw).collect(Collectors.toSet());
        ledger.mustArrive().forEach(captured -> {
            boolean arrived = log.containsKey(captured.id())
                    || quarantined.contains(Json.write(captured.json()))
                    || state.emptied().contains(captured.id().value());
            require(arrived, "I15", "%s by %s has not arrived: %s", captured.id(), captured.user(), captured.json());
        });
    }
}
