package org.hunar.server.demo;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;
import org.hunar.server.client.Connection;

/** The server's API as a manager's program would use it. */
final class Api {
    private final Connection server;
    private final String token;

    private Api(Connection server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Signs in. */
    static Api as(String name, String password, String baseUrl, SSLContext trust) {
        Connection server = new Connection(baseUrl, trust);
        Api nobody = new Api(server, "");
        return new Api(server, nobody.send(Call.signIn(name, password)).text("access_token"));
    }

    JsonObject get(String path) {
        return send(Call.get(path).as(token));
    }

    JsonObject put(String path, Map<String, ?> body) {
        return send(Call.put(path, body).as(token));
    }

    JsonObject post(String path, Map<String, ?> body) {
        return send(Call.post(path, body).as(token));
    }

    private JsonObject send(Call call) {
        String what = call.method() + " " + call.path();
        try {
            Answer answer = server.send(call);
            if (!answer.isSuccess()) {
                throw new DemoFailedException(what + " was answered " + answer.status() + ": " + answer.text());
            }
            return answer.json();
        } catch (IOException e) {
            throw new DemoFailedException(what + " got no answer: " + e, e);
        }
    }
}
