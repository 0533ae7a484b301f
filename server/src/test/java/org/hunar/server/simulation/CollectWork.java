package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;

/** What is done on the phones that have ODK Collect; none in most seeds. */
final class CollectWork {
    private static final int MOST_PHONES = 2;

    private final World world;
    private final Fieldwork fieldwork;
    private final CollectLedger ledger = new CollectLedger();
    private final List<CollectPhone> phones = new ArrayList<>();

    CollectWork(World world, Fieldwork fieldwork) {
        this.world = world;
        this.fieldwork = fieldwork;
    }

    /** Some have it on their phones. */
    void begin(List<String> users) {
        if (world.shape().hasCollect()) {
            for (int i = 0; i <= world.random().nextInt(MOST_PHONES); i++) {
                phone(world.any(users));
            }
        }
    }

    CollectPhone phone(String user) {
        CollectPhone phone = new CollectPhone(world, ledger, user);
        phones.add(phone);
        return phone;
    }

    CollectLedger ledger() {
        return ledger;
    }

    void any() {
        CollectPhone phone = world.any(phones);
        int dice = world.random().nextInt(10);
        if (dice < 4) {
            phone.fill()
                    .ifPresent(form -> fieldwork.addAssessment(new EntityId(EntityType.ASSESSMENT, form.assessment())));
        } else if (dice < 6) {
            phone.edit();
        } else if (dice < 7) {
            phone.fillOtherwise();
        }
        if (world.random().nextInt(3) > 0) {
            phone.send();
        }
    }

    /** Whether nobody had anything to send that was taken. */
    boolean haveSent() {
        boolean quiet = true;
        for (CollectPhone phone : phones) {
            quiet &= !phone.send();
        }
        return quiet;
    }

    /** Collect knows nothing of a server that was put back: somebody has to send again what is missing. */
    void serverRestored() {
        Map<String, Set<String>> filesOf = new HashMap<>();
        world.cluster()
                .store()
                .query("""
                        select s.xml_sha256, f.sha256
                          from submissions s
                          left join submission_files f
                            on f.programme = s.programme and f.instance_id = s.instance_id
                        """)
                .forEach(row -> filesOf.computeIfAbsent((String) row.get("xml_sha256"), xml -> new HashSet<>())
                        .add((String) row.get("sha256")));
        ledger.serverRestored(filesOf).forEach(form -> phones.forEach(phone -> phone.sendAgain(form)));
    }
}
