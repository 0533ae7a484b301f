package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;

class UsersTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final CohortId LAHORE = new CohortId("lhr-03");
    private static final CohortId KARACHI = new CohortId("khi-01");
    private static final UserName ASMA = new UserName("asma");
    private static final String PASSWORD = "blue torch nine";
    private static final Instant MONDAY = Instant.parse("2026-09-21T08:00:00Z");

    private final TestingClock clock = new TestingClock(MONDAY);
    private final Passwords passwords = new Passwords(PasswordCost.FOR_TESTS, 2, new SecureRandom());
    private Database database;
    private Users users;

    @DatabaseTest
    void aUserSignsInWithThePasswordAndNobodyElse(TestDatabase.Kind kind) {
        start(kind);
        put(ASMA, "{'password':'blue torch nine','languages':['ur','en']}");

        assertThat(users.signIn(ASMA, PASSWORD).orElseThrow().languages()).containsExactly("ur", "en");
        assertThat(users.signIn(ASMA, "another password")).isEmpty();
        assertThat(users.signIn(new UserName("nobody"), PASSWORD)).isEmpty();
    }

    @DatabaseTest
    void rolesAreReplacedAndTheHistoryKeepsWhatEnded(TestDatabase.Kind kind) {
        start(kind);
        put(ASMA, "{'password':'blue torch nine','roles':[{'role':'TRAINER','cohorts':['lhr-03','khi-01']}]}");
        clock.advance(Duration.ofDays(1));
        put(ASMA, "{'roles':[{'role':'TRAINER','programme':'cpec-weld','cohorts':['khi-01']}]}");

        assertThat(history())
                .containsExactlyInAnyOrder(
                        new Grant(
                                Role.TRAINER,
                                Optional.of(WELDING),
                                List.of(LAHORE),
                                MONDAY,
                                Optional.of(MONDAY.plus(Duration.ofDays(1)))),
                        new Grant(Role.TRAINER, Optional.of(WELDING), List.of(KARACHI), MONDAY, Optional.empty()));
        assertThat(caller().mayTrain(WELDING, KARACHI)).isTrue();
        assertThat(caller().mayTrain(WELDING, LAHORE)).isFalse();
    }

    @DatabaseTest
    void theListOfACohortGrantsAndEndsOnlyItsOwn(TestDatabase.Kind kind) {
        start(kind);
        put(ASMA, "{'password':'blue torch nine','roles':[{'role':'TRAINER','cohorts':['khi-01']}]}");
        setTrainers(LAHORE, ASMA);
        setTrainers(KARACHI, ASMA);
        assertThat(caller().cohorts(WELDING)).containsExactly(KARACHI, LAHORE);

        setTrainers(LAHORE);
        setTrainers(KARACHI);
        assertThat(caller().cohorts(WELDING)).containsExactly(KARACHI);
    }

    @DatabaseTest
    void aTrainerMayBeListedBeforeTheUserIsAdded(TestDatabase.Kind kind) {
        start(kind);
        setTrainers(LAHORE, ASMA);
        put(ASMA, "{'password':'blue torch nine'}");
        assertThat(caller().mayTrain(WELDING, LAHORE)).isTrue();
    }

    @DatabaseTest
    void aDisabledUserAndATokenOfAnEarlierPasswordAreRefusedAtOnce(TestDatabase.Kind kind) {
        start(kind);
        put(ASMA, "{'password':'blue torch nine'}");
        Tokens.Subject first = new Tokens.Subject(ASMA, 1);
        assertThat(users.caller(first, DeviceDoor.CLOSED)).isPresent();

        put(ASMA, "{'password':'blue torch nine'}");
        assertThat(users.caller(first, DeviceDoor.CLOSED))
                .as("the same password again changes nothing")
                .isPresent();
        put(ASMA, "{'password':'green torch ten'}");
        assertThat(users.caller(first, DeviceDoor.CLOSED)).isEmpty();
        assertThat(users.caller(new Tokens.Subject(ASMA, 2), DeviceDoor.CLOSED)).isPresent();
        put(ASMA, "{'disabled':true}");
        assertThat(users.caller(new Tokens.Subject(ASMA, 2), DeviceDoor.CLOSED)).isEmpty();
        assertThat(users.signIn(ASMA, "green torch ten")).isEmpty();
    }

    @DatabaseTest
    void aRoleNamesWhatIsThere(TestDatabase.Kind kind) {
        start(kind);
        assertRefused(
                "{'password':'blue torch nine','roles':[{'role':'MANAGER','programme':'x'}]}", "/roles/0/programme");
        assertRefused(
                "{'password':'blue torch nine','roles':[{'role':'TRAINER','cohorts':['lhr-03','x']}]}",
                "/roles/0/cohorts/1");
        assertRefused("{'roles':[]}", "/password");
        assertThat(users.find(ASMA)).isEmpty();
    }

    @DatabaseTest
    void theLastAdministratorStays(TestDatabase.Kind kind) {
        start(kind);
        assertThat(users.addFirst(new UserName("second"), PASSWORD)).isFalse();
        assertThatThrownBy(() -> put(new UserName("admin"), "{'disabled':true}"))
                .isInstanceOf(ProblemException.class)
                .extracting("code")
                .isEqualTo("LAST_ADMINISTRATOR");
        assertThat(users.signIn(new UserName("admin"), PASSWORD)).isPresent();
    }

    @Test
    void aRequestIsRefusedWithTheFieldThatIsWrong() {
        assertThatThrownBy(() -> request("{'password':'short'}")).hasMessageContaining("/password: a password has 10");
        assertThatThrownBy(() -> request("{'languages':['!']}")).hasMessageContaining("/languages/0");
        assertThatThrownBy(() -> request("{'roles':[{'role':'KING'}]}")).hasMessageContaining("/roles/0/role");
        assertThatThrownBy(() -> request("{'roles':[{'role':'VIEWER'}]}")).hasMessageContaining("/roles/0/programme");
        for (String cohort : List.of("'Lahore 3'", "3", "null")) {
            assertThatThrownBy(() -> request("{'roles':[{'role':'TRAINER','cohorts':[" + cohort + "]}]}"))
                    .hasMessage("/roles/0/cohorts/0: the code of a cohort is expected");
        }
        assertThatThrownBy(() -> request("{'roles':[{'role':'MANAGER','programme':'p','cohorts':['c']}]}"))
                .hasMessageContaining("/roles/0/cohorts");
    }

    private void start(TestDatabase.Kind kind) {
        database = kind.create().database();
        users = new Users(database, passwords, new Audit(database, clock), clock);
        users.addFirst(new UserName("admin"), PASSWORD);
    }

    private void put(UserName name, String json) {
        users.put("admin", name, request(json), new Welding());
    }

    private void assertRefused(String json, String path) {
        assertThatThrownBy(() -> put(ASMA, json))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations()).extracting("path").containsExactly(path));
    }

    private void setTrainers(CohortId cohort, UserName... names) {
        database.inTransaction(tx -> {
            users.setTrainers(tx, WELDING, cohort, List.of(names));
            return null;
        });
    }

    private List<Grant> history() {
        Map<String, List<Grant>> all = database.inSnapshot(tx -> users.history(tx, List.of("asma", "nobody")));
        assertThat(all).containsOnlyKeys("asma");
        return all.get("asma");
    }

    private Caller caller() {
        return users.caller(new Tokens.Subject(ASMA, 1), DeviceDoor.CLOSED).orElseThrow();
    }

    private static UserRequest request(String json) {
        return UserRequest.fromJson(Json.readObject(json.replace('\'', '"')));
    }

    /** One programme with two cohorts. */
    private static final class Welding implements Places {
        @Override
        public boolean exists(Transaction tx, ProgrammeId programme) {
            return programme.equals(WELDING);
        }

        @Override
        public Optional<ProgrammeId> programmeOf(Transaction tx, CohortId cohort) {
            return cohort.equals(LAHORE) || cohort.equals(KARACHI) ? Optional.of(WELDING) : Optional.empty();
        }
    }
}
