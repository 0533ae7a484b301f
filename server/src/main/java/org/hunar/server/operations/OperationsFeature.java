package org.hunar.server.operations;

import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import org.eclipse.jetty.util.component.LifeCycle;

/** Builds what a running server shows to who operates it. */
public final class OperationsFeature {
    private OperationsFeature() {}

    /** To be called last: a server is ready when all its checks are registered and well. */
    public static void register(Environment environment, JerseyEnvironment jersey, ServerMetrics metrics) {
        Health health = new Health(environment.healthChecks());
        jersey.register(new HealthResource(health));
        AdminEnvironment admin = environment.admin();
        admin.addServlet("live", new HealthServlet(() -> true)).addMapping("/healthcheck/live");
        admin.addServlet("ready", new HealthServlet(health::isReady)).addMapping("/healthcheck/ready");
        admin.addServlet("prometheus", new PrometheusMetricsServlet(metrics.registry()))
                .addMapping("/metrics");
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle event) {
                health.stops();
            }
        });
    }
}
