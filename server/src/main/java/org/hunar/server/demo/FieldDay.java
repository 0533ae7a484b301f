package org.hunar.server.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.DeviceKey;
import org.hunar.model.sync.client.DeviceTokenSource;
import org.hunar.model.sync.client.EnrolledDevice;
import org.hunar.model.sync.client.HttpServer;
import org.hunar.model.sync.client.HttpTransport;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.model.sync.client.Transport;
import org.hunar.model.sync.client.TransportException;

/** The story: set-up, work offline, everything that goes wrong in the field, sync, report, check. */
final class FieldDay {
    /** Ratings that were written down wrongly at first, by person; each is put right by an amendment. */
    private static final Map<String, Map<String, Object>> SLIPS = Map.of(
            "P05", Map.of("safety", new BigDecimal(5), "tools", new BigDecimal(12)),
            "P06", Map.of("safety", new BigDecimal(4)));

    private static final String APP_VERSION = "demo";

    private final ServerProcess server;
    private final InstantSource clock;
    private final Progress progress;
    private final Course course;
    private final List<CaseAssessment> cases = CaseAssessment.all();
    private final Map<String, EntityId> slipped = new LinkedHashMap<>();
    private final List<FieldPhone> phones = new ArrayList<>();

    FieldDay(ServerProcess server, InstantSource clock, Progress progress) {
        this.server = server;
        this.clock = clock;
        this.progress = progress;
        this.course = new Course(server);
    }

    /** @throws DemoFailedException if anything, down to the last figure, is not as it should be */
    void run() throws IOException, InterruptedException {
        progress.done("Server is up on HTTPS, on an embedded database, until the demo ends (--keep leaves it up): "
                + server.baseUrl() + "/hello");
        progress.doing("Setting up the programme");
        course.setUp();
        progress.done("Programme set up: " + course.programmeTitle("en") + " / " + course.programmeTitle("ur") + " / "
                + course.programmeTitle("zh") + "; 2 cohorts, 17 people, 1 form");
        try {
            openPhones();
            goOffline();
            captureAll();
            syncWithLosses();
            amendApart();
            compareCopies();
        } finally {
            phones.forEach(FieldPhone::close);
        }
        report();
    }

    /** Leaves the server to the onlooker until Enter is pressed. */
    void keepOpen() throws IOException {
        String signIn = "curl -s --cacert " + server.certificate() + " " + server.baseUrl()
                + "/oauth/token -d grant_type=password -d username=" + course.managerName() + " -d password="
                + course.password(course.managerName());
        progress.say("");
        progress.say("The server stays until you press Enter. A token for the manager:\n  " + signIn);
        progress.say("The report, with that token:\n  curl -s --cacert " + server.certificate()
                + " -H \"Authorization: Bearer $TOKEN\" '" + server.baseUrl() + course.reportPath() + "'");
        System.in.read();
    }

    private void openPhones() throws IOException {
        HttpServer address = HttpServer.at(server.baseUrl())
                .trusting(server.trust().getSocketFactory(), HttpServer.at("").names());
        for (String trainer : Course.TRAINERS) {
            Path folder = Files.createDirectories(server.folder().resolve("phone-" + trainer));
            Transport transport =
                    new HttpTransport(address, new DeviceTokenSource(address, enrol(address, trainer), APP_VERSION));
            phones.add(new FieldPhone(trainer, folder, new FieldClock(clock), transport));
        }
    }

    /** The manager shows a code, the trainer scans it, and from then on the phone signs in with its own key. */
    private EnrolledDevice enrol(HttpServer address, String trainer) {
        try {
            return EnrolledDevice.enrol(
                    address, course.enrolmentCode(trainer), DeviceKey.inMemory(), "made up", APP_VERSION);
        } catch (TransportException e) {
            throw new DemoFailedException("the phone of " + trainer + " is not let in: " + e.getMessage(), e);
        }
    }

    private void goOffline() throws InterruptedException {
        progress.doing("Three phones fetch form and roster");
        together(phone -> {
            sync(phone);
            phone.network().disconnect();
        });
        progress.done("Three phones (" + String.join(", ", Course.TRAINERS) + ") have form and roster, and go offline");
    }

    private void captureAll() throws InterruptedException {
        FieldPhone chen = phone("chen");
        FieldPhone.await(chen.begin(() -> {
            chen.clock().fallTo1970();
            chen.restart();
        }));
        progress.done("chen's battery was flat: the phone starts again and believes it is 1970");
        progress.doing("Capturing offline");
        together(phone -> {
            cases.stream().filter(each -> isOf(phone, each)).forEach(each -> capture(phone, each));
            requireOutcome(phone, SyncReport.Outcome.LATER);
        });
        progress.done(cases.size() + " assessments captured offline, " + unsent() + " of them unsent on the phones");
    }

    private void capture(FieldPhone phone, CaseAssessment assessment) {
        Map<String, Object> written = new LinkedHashMap<>(assessment.answers());
        if (assessment.is("P05", "PRE", 1) || assessment.is("P06", "PRE", 1)) {
            written.putAll(SLIPS.get(assessment.person()));
            slipped.put(assessment.person(), phone.capture(assessment, written));
        } else {
            phone.capture(assessment, written);
        }
    }

    private void syncWithLosses() throws InterruptedException {
        progress.doing("Syncing");
        FieldPhone ayesha = phone("ayesha");
        ayesha.network().loseNextAnswer();
        together(FieldDay::sync);
        int lost =
                ayesha.network().lost().map(answer -> answer.results().size()).orElse(0);
        int recalled = ayesha.network().recalled();
        require(
                lost > 0 && recalled == lost,
                "of " + lost + " operations whose answer was lost, " + recalled + " were known when it was asked");
        progress.done("Synced. The answer to ayesha's " + lost
                + " operations was lost on the way; asked about them, the server knew all, and none was sent again");
        FieldPhone chen = phone("chen");
        long captured = cases.stream().filter(each -> isOf(chen, each)).count();
        require(
                chen.network().answered(PushStatus.APPLIED) == captured,
                "the work of the phone in 1970 was not taken like any other");
        progress.done("chen's " + captured
                + " operations say they were captured in 1970; the server took them all (APPLIED)");
    }

    /** Two trainers put the same assessments right, neither knowing of the other. */
    private void amendApart() throws InterruptedException {
        progress.doing("Two trainers amend the same assessments apart");
        FieldPhone ayesha = phone("ayesha");
        FieldPhone bilal = phone("bilal");
        together(phone -> {
            sync(phone);
            phone.network().disconnect();
        });
        Future<?> first = ayesha.begin(() -> {
            ayesha.amend(slipped.get("P05"), Map.of("safety", new BigDecimal(7)));
            ayesha.amend(slipped.get("P06"), Map.of("safety", new BigDecimal(6)));
        });
        Future<?> second = bilal.begin(() -> {
            bilal.clock().pass(Duration.ofMinutes(1));
            bilal.amend(slipped.get("P05"), Map.of("tools", new BigDecimal(15)));
            bilal.amend(slipped.get("P06"), Map.of("safety", new BigDecimal(5)));
        });
        FieldPhone.await(first);
        FieldPhone.await(second);
        for (FieldPhone phone : phones) {
            FieldPhone.await(phone.begin(() -> sync(phone)));
        }
        require(bilal.network().answered(PushStatus.MERGED) == 1, "amendments of different answers were not merged");
        require(bilal.network().answered(PushStatus.CONFLICT) == 1, "amendments of the same answer made no conflict");
        progress.done("ayesha and bilal amended the same two assessments apart: "
                + "different answers were merged (MERGED); of one answer both values are kept (CONFLICT)");
    }

    private static void sync(FieldPhone phone) {
        phone.network().connect();
        phone.syncAll();
    }

    /** Once all have synced, every phone shows an assessment as every other one does. */
    private void compareCopies() throws InterruptedException {
        together(FieldDay::sync);
        Map<String, Map<String, Object>> shown = new LinkedHashMap<>();
        for (FieldPhone phone : phones) {
            phone.assessments().forEach((id, document) -> {
                Map<String, Object> other = shown.putIfAbsent(id, document);
                require(other == null || other.equals(document), "two phones show assessment " + id + " differently");
            });
        }
        require(shown.size() == cases.size(), shown.size() + " assessments instead of " + cases.size());
        require(unsent() == 0, unsent() + " operations are still unsent");
        progress.done("All phones agree on all " + shown.size() + " assessments; nothing is unsent. "
                + conflict(shown.get(slipped.get("P06").id().toString())));
    }

    private static String conflict(Map<String, Object> document) {
        JsonObject sync = JsonObject.of("", document).object("sync");
        JsonObject conflict = sync.objects("conflicts").get(0);
        List<String> values = conflict.objects("candidates").stream()
                .map(candidate -> candidate.number("value").toPlainString())
                .toList();
        return "P06's " + conflict.text("path") + " is " + values.get(0) + " until a manager decides; also kept: "
                + String.join(", ", values.subList(1, values.size()));
    }

    private void report() {
        progress.doing("Reading the report");
        JsonObject report = course.report();
        progress.done("Report: GET " + server.baseUrl() + course.reportPath());
        progress.say("");
        ReportTable.of(report).lines().forEach(progress::say);
        progress.say("");
        int figures = ExpectedFigures.check(report);
        progress.say(figures + " figures compared with those that R gives for the same answers: all agree.");
    }

    /** Who captures what: ayesha the pre-tests in Lahore, chen Karachi, bilal the post-tests in Lahore and all retakes. */
    private static boolean isOf(FieldPhone phone, CaseAssessment assessment) {
        String trainer;
        if (assessment.attempt() > 1) {
            trainer = "bilal";
        } else if (assessment.group().equals("B")) {
            trainer = "chen";
        } else {
            trainer = assessment.phase().equals("PRE") ? "ayesha" : "bilal";
        }
        return phone.trainer().equals(trainer);
    }

    private static void requireOutcome(FieldPhone phone, SyncReport.Outcome expected) {
        SyncReport.Outcome outcome = phone.trySync();
        require(outcome == expected, "without network the sync of " + phone.trainer() + " ended as " + outcome);
    }

    private int unsent() {
        return phones.stream()
                .mapToInt(phone -> phone.phone().status().unsent())
                .sum();
    }

    private FieldPhone phone(String trainer) {
        return phones.get(Course.TRAINERS.indexOf(trainer));
    }

    /** All phones at once, each on its own thread. */
    private void together(Consumer<FieldPhone> work) throws InterruptedException {
        List<Future<?>> begun = new ArrayList<>();
        for (FieldPhone phone : phones) {
            begun.add(phone.begin(() -> work.accept(phone)));
        }
        for (Future<?> each : begun) {
            FieldPhone.await(each);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new DemoFailedException(otherwise);
        }
    }
}
