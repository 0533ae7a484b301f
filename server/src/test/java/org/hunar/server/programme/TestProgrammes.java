package org.hunar.server.programme;

import java.util.List;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Caller;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.TestPeople;

/** A programme to test with: {@code cpec-weld}, cohorts {@code lhr-03} and {@code khi-01}, skill {@code safety}. */
public final class TestProgrammes {
    public static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    public static final CohortId LAHORE = new CohortId("lhr-03");
    public static final CohortId KARACHI = new CohortId("khi-01");
    public static final SkillId SAFETY = new SkillId("safety");

    private TestProgrammes() {}

    public static Programmes welding(Database database, TestPeople people) {
        ProgrammeEditor editor = new ProgrammeEditor(
                database, people.users(), people.audit(), (tx, change) -> {}, (tx, programme) -> {});
        Caller admin = TestPeople.admin();
        JsonObject titled = Json.readObject("{\"title\":{\"en\":\"Welding\"}}");
        editor.put(admin, Programme.fromJson(WELDING, titled), null);
        editor.put(admin, WELDING, Skill.fromJson(SAFETY, titled), null);
        for (CohortId cohort : List.of(LAHORE, KARACHI)) {
            editor.put(admin, Cohort.fromJson(WELDING, cohort, titled), null);
        }
        return new Programmes();
    }
}
