package org.hunar.server.programme;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.model.sync.DeviceRegistration;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.StatusQuery;
import org.hunar.server.fuzz.Refusal;

/** JSON bodies of phones and managers. */
public class MessagesFuzz {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final List<Consumer<JsonObject>> MESSAGES = List.of(
            Operation::fromJson,
            Pull::fromJson,
            StatusQuery::fromJson,
            DeviceRegistration::fromJson,
            json -> Programme.fromJson(WELDING, json),
            json -> Cohort.fromJson(WELDING, new CohortId("lhr-03"), json),
            json -> Skill.fromJson(new SkillId("safety"), json),
            json -> ScoringKey.fromJson(Instrument.fromJson(json), json.object("key")));

    /** The same object as each of the messages. */
    public static void read(byte[] body) {
        Optional<JsonObject> object = Refusal.orElse(() -> JsonObject.of("", Json.readBody(body)));
        object.ifPresent(json -> MESSAGES.forEach(message -> Refusal.orElse(() -> {
            message.accept(json);
            return json;
        })));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
