package org.hunar.server.dashboard;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands in one browser and one training office to every test of pages: to start them costs more than any of the tests. */
final class OfficeExtension implements ParameterResolver {
    /** Closed with the run. */
    private record Open(Browser browser, TrainingOffice office) implements AutoCloseable {
        static Open now() {
            return new Open(new Browser(), new TrainingOffice());
        }

        @Override
        public void close() {
            office.close();
            browser.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Browser.class || type == TrainingOffice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Store store = test.getRoot().getStore(Namespace.create(OfficeExtension.class));
        Open open = store.getOrComputeIfAbsent(Open.class, type -> Open.now(), Open.class);
        return parameter.getParameter().getType() == Browser.class ? open.browser() : open.office();
    }
}
