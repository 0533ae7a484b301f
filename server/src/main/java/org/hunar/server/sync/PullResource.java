package org.hunar.server.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.Admitted;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** {@code POST /sync/pull}: the documents that changed since a cursor, in the scopes that the caller is granted now. */
@Path("/api/v1/sync/pull")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class PullResource {
    private final Database database;
    private final FeedReader feed;
    private final Scopes scopes;
    private final Phones phones;
    private final Limits limits;
    private final AppVersion oldestApp;
    private final DeviceRates rates;
    private final InstantSource clock;

    /** @param oldestApp that is still given documents */
    PullResource(
            Database database,
            FeedReader feed,
            Scopes scopes,
            Phones phones,
            Limits limits,
            AppVersion oldestApp,
            DeviceRates rates,
            InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.scopes = scopes;
        this.phones = phones;
        this.limits = limits;
        this.oldestApp = oldestApp;
        this.rates = rates;
        this.clock = clock;
    }

    @POST
    @Admitted
    public Map<String, Object> pull(@Auth Caller caller, JsonObject body) {
        Pull pull = Pull.fromJson(body);
        rates.take(caller.name(), pull.installId());
        requireNewEnough(pull);
        PullAnswer answer = database.inSnapshot(tx -> page(tx, caller, pull));
        if (!answer.hasMore()) {
            phones.heard(caller, pull);
        }
        return answer.toJson();
    }

    /** Grants, page and digests are of one snapshot: a digest never speaks of what the page does not hold yet. */
    private PullAnswer page(Transaction tx, Caller caller, Pull pull) {
        long epoch = feed.epoch(tx);
        Cursor cursor = pull.cursor().map(Cursor::parse).orElseGet(() -> Cursor.start(epoch));
        if (cursor.epoch() != epoch) {
            throw new ProblemException(
                    409, "CURSOR_EPOCH", "the server was restored from a backup: ask /sync/status, then pull anew");
        }
        Set<String> granted = scopes.of(tx, caller);
        Map<String, ScopeState> states = feed.states(tx, granted);
        if (states.values().stream().anyMatch(cursor::isExpired)) {
            throw new ProblemException(
                    409,
                    "CURSOR_EXPIRED",
                    "the phone was away for so long that it cannot be told what is gone: pull anew");
        }
        Set<String> added = new TreeSet<>(granted);
        added.removeAll(cursor.places().keySet());
        Set<String> removed = new TreeSet<>(cursor.places().keySet());
        removed.removeAll(granted);

        Map<String, Long> places = new TreeMap<>();
        granted.forEach(scope -> places.put(scope, cursor.places().getOrDefault(scope, 0L)));
        int maxItems = Math.min(pull.maxItems().orElse(limits.pullItems()), limits.pullItems());
        PullAnswer longest = new PullAnswer(
                clock.instant(),
                epoch,
                added.stream().toList(),
                removed.stream().toList(),
                List.of(),
                Cursor.longest(epoch, places, states).text(),
                false,
                digests(states.values()));
        FeedPage page = feed.read(tx, places, maxItems, limits.pullBytes() - bytes(longest));
        return new PullAnswer(
                longest.serverTime(),
                epoch,
                longest.added(),
                longest.removed(),
                page.items(),
                cursor.after(page.reached(), states).text(),
                page.hasMore(),
                page.hasMore() ? Map.of() : longest.digests());
    }

    private static int bytes(PullAnswer withoutItems) {
        return Json.write(withoutItems.toJson()).getBytes(UTF_8).length;
    }

    private static Map<String, Digest> digests(Collection<ScopeState> states) {
        Map<String, Digest> digests = new TreeMap<>();
        states.forEach(state -> digests.put(state.scope(), state.digest()));
        return digests;
    }

    /** An app that is too old for what it would be given; it may always push. */
    private void requireNewEnough(Pull pull) {
        if (pull.appVersion().filter(oldestApp::isAfter).isPresent()) {
            throw new ProblemException(
                    426,
                    "APP_TOO_OLD",
                    "this app is version " + pull.appVersion().get() + ", and " + oldestApp
                            + " is the oldest that may pull; its unsent work can be pushed all the same");
        }
    }
}
