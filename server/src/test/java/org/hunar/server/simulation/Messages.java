package org.hunar.server.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.PushAnswer;

/** Messages to bytes and back, as a transport would. */
final class Messages {
    private Messages() {}

    static byte[] bytes(Map<String, ?> message) {
        return bytes(Json.write(message));
    }

    static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    static PushAnswer pushAnswer(Answer answer) {
        return PushAnswer.fromJson(Json.readObject(answer.body()));
    }

    static PullAnswer pullAnswer(Answer answer) {
        return PullAnswer.fromJson(Json.readObject(answer.body()));
    }

    /** A push of elements that need not be operations, nor even JSON. */
    static Ledger.Delivery push(String user, UUID install, List<String> elements) {
        String body = "{\"install_id\":\"" + install + "\",\"app_version\":\"1.8.2\",\"ops\":["
                + String.join(",", elements) + "]}";
        return new Ledger.Delivery(new Request(Request.Path.PUSH, user, bytes(body)), install, elements);
    }
}
