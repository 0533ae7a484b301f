package org.hunar.server.dashboard;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Pages from templates. Everything that a template prints is escaped; one that fails gives no half page. */
final class Templates {
    static final List<String> PAGES = List.of(
            "account",
            "assessment",
            "assessments",
            "audit",
            "devices",
            "exports",
            "form",
            "forms",
            "items",
            "overview",
            "pairing",
            "password",
            "portfolio",
            "print",
            "priorities",
            "problem",
            "programmes",
            "report",
            "reviews",
            "roster",
            "sign-in",
            "signed-in",
            "users");

    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    Templates() {
        configuration.setTemplateLoader(new ClassTemplateLoader(Templates.class, "pages"));
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.ENABLE_IF_SUPPORTED_AUTO_ESCAPING_POLICY);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        configuration.setNumberFormat("computer");
        configuration.setLocalizedLookup(false);
        DefaultObjectWrapperBuilder values = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
        values.setIterableSupport(true);
        configuration.setObjectWrapper(values.build());
    }

    /** Reads all pages, so that nobody who opens the first ones waits for it. */
    void readAll() {
        try {
            for (String page : PAGES) {
                configuration.getTemplate(page + ".ftlh");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String render(String template, Map<String, Object> model) {
        try {
            StringWriter page = new StringWriter();
            configuration.getTemplate(template + ".ftlh").process(model, page);
            return page.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("the page " + template + " cannot be made", e);
        }
    }
}
