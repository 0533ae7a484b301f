package org.hunar.server.dashboard;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.servlet.ServletContainer;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.auth.WebSessions;
import org.hunar.server.http.ProblemPages;

/** Builds the pages. */
public final class DashboardFeature {
    /**
     * Adds the pages to what the server answers.
     *
     * @param provider by which people may sign in beside their passwords
     * @return where whoever was let in by it goes on
     */
    public WebSessions register(
            Environment environment, JerseyEnvironment jersey, AuthFeature auth, Optional<String> provider) {
        ServletContainer container = (ServletContainer) environment.getJerseyServletContainer();
        Api api = new Api(() -> container.getApplicationHandler().getInjectionManager());
        PageFrame frame = new PageFrame(api);
        // once the first to ask after a start have their answers
        environment
                .lifecycle()
                .addServerLifecycleListener(started -> environment
                        .lifecycle()
                        .scheduledExecutorService("pages", true)
                        .build()
                        .schedule(frame::prepare, 1, TimeUnit.SECONDS));
        jersey.register(new AssetResource());
        SignInResource signIn = new SignInResource(frame, auth.webSignIns(), auth.sessions(), provider);
        jersey.register(signIn);
        jersey.register(new PortfolioPageResource(frame));
        jersey.register(new ReportPageResource(frame));
        jersey.register(new ReviewPageResource(frame));
        jersey.register(new AssessmentPageResource(frame));
        jersey.register(new PairingPageResource(frame));
        jersey.register(new RosterPageResource(frame));
        jersey.register(new FormPageResource(frame));
        jersey.register(new PhonePageResource(frame));
        jersey.register(new ExportPageResource(frame));
        jersey.register(new AdminPageResource(frame));
        jersey.register(new AccountPageResource(frame, auth.sessions()));
        jersey.register(new ProblemPages((problem, languages) -> frame.render(
                "problem",
                Map.of("problem", problem),
                new Wording(Wording.firstKnown(languages).orElse("en"), false),
                "/")));
        return signIn;
    }
}
