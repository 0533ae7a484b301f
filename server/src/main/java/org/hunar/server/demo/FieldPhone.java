package org.hunar.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.FileStore;
import org.hunar.model.sync.client.LocalDocument;
import org.hunar.model.sync.client.Phone;
import org.hunar.model.sync.client.SyncEngine;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.model.sync.client.Transport;

/** A trainer's phone: the real client code, a thread and a store of its own. */
final class FieldPhone implements AutoCloseable {
    private static final String APP_VERSION = "demo";
    private static final int MOST_ROUNDS = 5;

    private final SecureRandom random = new SecureRandom();
    private final String trainer;
    private final Path folder;
    private final FieldClock clock;
    private final FieldNetwork network;
    private final ExecutorService thread;
    private FileStore store;
    private Phone phone;
    private SyncEngine engine;

    FieldPhone(String trainer, Path folder, FieldClock clock, Transport server) {
        this.trainer = trainer;
        this.folder = folder;
        this.clock = clock;
        this.network = new FieldNetwork(server);
        this.thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "phone-" + trainer));
        switchOn();
    }

    String trainer() {
        return trainer;
    }

    FieldClock clock() {
        return clock;
    }

    FieldNetwork network() {
        return network;
    }

    Phone phone() {
        return phone;
    }

    /** Runs on the phone's own thread. */
    Future<?> begin(Runnable work) {
        return thread.submit(work);
    }

    /** Waits for what was begun. */
    static void await(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DemoFailedException failure) {
                throw failure;
            }
            throw new DemoFailedException("a phone failed: " + e.getCause(), e.getCause());
        }
    }

    /** Ends the app and starts it again: what it knows from now on is what its store kept. */
    void restart() {
        switchOff();
        switchOn();
    }

    /** Captures an assessment that is new; returns which it is. */
    EntityId capture(CaseAssessment assessment, Map<String, Object> answers) {
        String number = assessment.number();
        String participant = phone.documents("participant").stream()
                .filter(document -> number.equals(document.doc().get("number")))
                .map(LocalDocument::id)
                .findFirst()
                .orElseThrow(() -> new DemoFailedException("the phone of " + trainer + " does not know " + number));
        EntityId entity = Phone.assessment(phone.newAssessmentId());
        phone.capture(entity, OperationKind.PUT, assessment.body(participant, instrument(), answers));
        return entity;
    }

    /** Changes answers of an assessment that is on the phone. */
    void amend(EntityId assessment, Map<String, Object> answers) {
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", answers));
    }

    /** Rounds until all is sent and pulled. */
    void syncAll() {
        SyncReport report = engine.run();
        for (int round = 1; report.outcome() != SyncReport.Outcome.COMPLETE && round < MOST_ROUNDS; round++) {
            report = engine.run();
        }
        if (report.outcome() != SyncReport.Outcome.COMPLETE || report.digestMismatches() > 0) {
            throw new DemoFailedException("the phone of " + trainer + " did not get through: " + report);
        }
        phone.status().parked().stream().findFirst().ifPresent(parked -> {
            throw new DemoFailedException("the server refused work of " + trainer + ": " + parked.refusal());
        });
    }

    /** One round that is expected to fail, since there is no network. */
    SyncReport.Outcome trySync() {
        return engine.run().outcome();
    }

    /** Document by id, of all assessments on the phone. */
    Map<String, Map<String, Object>> assessments() {
        return phone.documents("assessment").stream().collect(Collectors.toMap(LocalDocument::id, LocalDocument::doc));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        switchOff();
    }

    private LocalDocument instrument() {
        List<LocalDocument> instruments = phone.documents("instrument");
        if (instruments.size() != 1) {
            throw new DemoFailedException("the phone of " + trainer + " has " + instruments.size() + " instruments");
        }
        return instruments.get(0);
    }

    private void switchOff() {
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void switchOn() {
        store = FileStore.open(
                folder.resolve("phone.log").toFile(), folder.resolve("seal").toFile(), random);
        phone = Phone.open(store, clock, random);
        engine = phone.engine(network, APP_VERSION);
    }
}
