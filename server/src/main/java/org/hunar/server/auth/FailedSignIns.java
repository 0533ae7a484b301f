package org.hunar.server.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-ins that failed: counted, and told in the audit minute by minute, an entry for each user who was tried. However many
 * are made, an attacker adds no more than {@value #MOST_ENTRIES} entries a minute and a sum to it. A name that was typed
 * and is no user's is not written down anywhere: it may be the password of somebody who was in the wrong field.
 */
final class FailedSignIns {
    static final int MOST_ENTRIES = 20;

    /** Stands for nobody: no name of a user is like it. */
    static final String NOBODY = "-";

    private static final String WHAT = "sign-in";
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_ADDRESSES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(FailedSignIns.class);

    private final Users users;
    private final Audit audit;
    private Map<UserName, Tally> byName = new HashMap<>();
    private Tally others = new Tally();
    private long total;

    FailedSignIns(Users users, Audit audit) {
        this.users = users;
        this.audit = audit;
    }

    /** How often, and from where. */
    private static final class Tally {
        private int times;
        private final Set<String> addresses = new HashSet<>();

        void add(String address) {
            times++;
            if (addresses.size() < MOST_ADDRESSES) {
                addresses.add(address);
            }
        }

        void add(Tally tally) {
            times += tally.times;
            tally.addresses.stream().limit(MOST_ADDRESSES - addresses.size()).forEach(addresses::add);
        }

        int times() {
            return times;
        }

        @Override
        public String toString() {
            String from = addresses.size() == 1
                    ? addresses.iterator().next()
                    : (addresses.size() < MOST_ADDRESSES ? "" : "at least ") + addresses.size() + " addresses";
            return times + " failed from " + from;
        }
    }

    /** A wrong password, or one that was not looked at because there were too many. */
    synchronized void add(UserName name, String address) {
        total++;
        Tally known = byName.get(name);
        if (known == null && byName.size() == MOST_NAMES) {
            others.add(address);
        } else {
            byName.computeIfAbsent(name, same -> new Tally()).add(address);
        }
    }

    /** What names nobody: a name that cannot be one, or an assertion of no device. */
    synchronized void add(String address) {
        total++;
        others.add(address);
    }

    /** Since the start. */
    synchronized long total() {
        return total;
    }

    /** Writes down what was counted since the last time. */
    void tell() {
        Map<UserName, Tally> names;
        Tally rest;
        synchronized (this) {
            names = byName;
            rest = others;
            byName = new HashMap<>();
            others = new Tally();
        }
        Set<UserName> real = names.isEmpty() ? Set.of() : users.existing(names.keySet());
        List<UserName> told = new ArrayList<>(real);
        told.sort(Comparator.comparing((UserName name) -> -names.get(name).times())
                .thenComparing(UserName::value));
        told = told.subList(0, Math.min(MOST_ENTRIES, told.size()));
        for (Map.Entry<UserName, Tally> each : names.entrySet()) {
            if (!told.contains(each.getKey())) {
                rest.add(each.getValue());
            }
        }
        told.forEach(name -> audit.failed(name.value(), WHAT, names.get(name).toString()));
        if (rest.times() > 0) {
            audit.failed(NOBODY, WHAT, rest + ", for names that are no user's or of further users");
        }
    }

    /** What is scheduled and throws is never run again. */
    void tellOrLog() {
        try {
            tell();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Failed sign-ins of the last minute are not in the audit: {}",
                    e.getClass().getName());
        }
    }
}
