package org.hunar.server.conformance;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;

/** Somebody who is signed in. */
final class Person {
    private final Wire wire;
    private final String name;
    private final String token;

    private Person(Wire wire, String name, String token) {
        this.wire = wire;
        this.name = name;
        this.token = token;
    }

    static Person signIn(Wire wire, String name, String password) throws IOException {
        JsonObject answer = Expect.ok(wire.send(Call.signIn(name, password)));
        return new Person(wire, name, answer.text("access_token"));
    }

    /** Somebody who was let in otherwise. */
    static Person withToken(Wire wire, String name, String token) {
        return new Person(wire, name, token);
    }

    String name() {
        return name;
    }

    /** Sends a call that breaks off on its way. */
    void breakOff(Call call) throws IOException {
        wire.breakOff(call.as(token));
    }

    Answer send(Call call) throws IOException {
        return wire.send(call.as(token));
    }

    /** Something that an administrator or a manager does, which must succeed. */
    JsonObject does(Call call) throws IOException {
        Answer answer = send(call);
        Expect.that(answer.isSuccess(), "success", answer.status() + " " + answer.text());
        return answer.json();
    }

    /** The results of a push that is answered as it must be: 200, and one result an operation, in their order. */
    List<Result> push(Handset handset, Op... operations) throws IOException {
        return pushAll(handset, List.of(operations));
    }

    List<Result> pushAll(Handset handset, List<Op> operations) throws IOException {
        JsonObject answer = Expect.ok(send(Call.post("/sync/push", handset.push(operations))));
        List<Result> results =
                answer.objects("results").stream().map(Result::new).toList();
        Expect.equal("number of results", operations.size(), results.size());
        for (int i = 0; i < results.size(); i++) {
            Expect.equal(
                    "op_id of result " + i,
                    operations.get(i).id(),
                    results.get(i).opId());
        }
        return results;
    }

    Result pushOne(Handset handset, Op operation) throws IOException {
        return pushAll(handset, List.of(operation)).get(0);
    }

    Answer pull(Map<String, ?> pull) throws IOException {
        return send(Call.post("/sync/pull", pull));
    }

    /** Everything after a cursor, page by page. */
    Pulled pullAll(String cursor) throws IOException {
        return pullAll(cursor, Map.of());
    }

    /** @param with further members of each pull, such as {@code max_items} */
    Pulled pullAll(String cursor, Map<String, ?> with) throws IOException {
        Pulled pulled = new Pulled();
        String next = cursor;
        do {
            Map<String, Object> pull = new LinkedHashMap<>(with);
            if (next != null) {
                pull.put("cursor", next);
            }
            JsonObject page = Expect.ok(pull(pull));
            pulled.take(page);
            next = page.text("cursor");
        } while (pulled.hasMore());
        return pulled;
    }

    Pulled pullAll() throws IOException {
        return pullAll(null);
    }

    /** The document as a phone that is new gets it. */
    JsonObject document(String scope, String entity, String id) throws IOException {
        return pullAll().document(scope, entity, id);
    }
}
