package org.hunar.server.device;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds what {@code device} is made of. */
public final class DeviceFeature {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceFeature.class);

    private final AuthFeature auth;
    private final DevicesConfig config;
    private final Devices devices;
    private final Enrolments enrolments;

    public DeviceFeature(
            Database database, AuthFeature auth, DevicesConfig config, SecureRandom random, InstantSource clock) {
        this.auth = auth;
        this.config = config;
        this.devices = new Devices(database, auth.audit(), auth.nonces(), clock);
        this.enrolments = new Enrolments(database, auth.users(), auth.audit(), random, clock);
    }

    public Devices devices() {
        return devices;
    }

    public void register(JerseyEnvironment jersey, LifecycleEnvironment lifecycle) {
        EnrolmentResource ofProgramme = new EnrolmentResource(enrolments, config.publicUrl());
        jersey.register(ofProgramme);
        jersey.register(new EnrolmentsResource(ofProgramme));
        jersey.register(new RegistrationResource(devices, auth.attempts()));
        jersey.register(new DeviceResource(devices));
        lifecycle
                .scheduledExecutorService("nonces", true)
                .build()
                .scheduleWithFixedDelay(this::forgetOrLog, 1, 1, TimeUnit.HOURS);
    }

    /** What is scheduled and throws is never run again. */
    private void forgetOrLog() {
        try {
            devices.forgetNonces();
        } catch (RuntimeException e) {
            LOG.warn("Used nonces stay for another hour: {}", e.getClass().getName());
        }
    }
}
