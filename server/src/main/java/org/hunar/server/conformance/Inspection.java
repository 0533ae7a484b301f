package org.hunar.server.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/** What a server got from one install of an app: whether anything is missing, refused or doubled. */
final class Inspection {
    private static final int INSTALL_DIGITS = 8;

    private final Person admin;
    private final String programme;
    private final String install;
    private final Consumer<String> out;
    private boolean sound = true;

    /** @param admin may read the quarantine */
    Inspection(Person admin, String programme, String install, Consumer<String> out) {
        this.admin = admin;
        this.programme = "/programmes/" + programme;
        this.install = install.toLowerCase(Locale.ROOT);
        this.out = out;
    }

    /** Tells what it finds, and whether it is as it must be once the app says that all is synced. */
    boolean inspect() throws IOException {
        unsent();
        refused();
        forked();
        operations();
        return sound;
    }

    private void unsent() throws IOException {
        Optional<JsonObject> phone = admin.does(Call.get(programme + "/phones")).objects("items").stream()
                .filter(each -> each.optionalText("install_id").orElse("").equals(install))
                .findFirst();
        if (phone.isEmpty()) {
            tell(false, "the server has never heard from a trainer's phone with this install_id");
            return;
        }
        JsonObject heard = phone.get();
        tell(true, "last heard " + heard.text("last_heard") + ", signed in as " + heard.text("trainer"));
        long unsent = heard.optionalInteger("unsent").orElse(0L);
        tell(
                unsent == 0,
                heard.has("unsent") ? unsent + " unsent, by its last pull" : "its pulls do not say what is unsent");
    }

    private void refused() throws IOException {
        List<JsonObject> refused = all("/quarantine").stream()
                .filter(each -> each.text("install_id").equals(install))
                .toList();
        tell(refused.isEmpty(), refused.size() + " operations refused");
        refused.forEach(each -> out.accept("        " + each.text("code") + " "
                + each.optionalText("op_id").orElse("(no op_id)") + " "
                + each.asMap().get("errors")));
    }

    private void forked() throws IOException {
        boolean forked = all(programme + "/conflicts?kind=FORKED_INSTALL").stream()
                .anyMatch(each -> each.text("entity_id").equals(install));
        tell(!forked, forked ? "one device_seq stands for two operations" : "no device_seq stands for two operations");
    }

    /** The history does not name the install, but each hlc ends in its first digits. */
    private void operations() throws IOException {
        String suffix = "-" + install.substring(0, INSTALL_DIGITS);
        Set<String> operations = new LinkedHashSet<>();
        TreeSet<Long> numbers = new TreeSet<>();
        int assessments = 0;
        for (JsonObject each : all(programme + "/assessments")) {
            List<JsonObject> own =
                    admin.does(Call.get(programme + "/assessments/" + each.text("id"))).objects("history").stream()
                            .filter(operation -> operation.text("hlc").endsWith(suffix))
                            .toList();
            assessments += own.isEmpty() ? 0 : 1;
            own.forEach(operation -> operations.add(operation.text("op_id")));
            own.forEach(operation -> numbers.add(operation.integer("device_seq")));
        }
        tell(
                numbers.size() == operations.size(),
                operations.size() + " operations on " + assessments + " assessments, device_seq "
                        + (numbers.isEmpty() ? "none" : numbers.first() + " to " + numbers.last()) + ", "
                        + gaps(numbers) + " numbers between them not among these");
    }

    private static long gaps(TreeSet<Long> numbers) {
        return numbers.isEmpty() ? 0 : numbers.last() - numbers.first() + 1 - numbers.size();
    }

    private List<JsonObject> all(String path) throws IOException {
        List<JsonObject> items = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        Optional<String> after = Optional.empty();
        do {
            String from = after.map(text -> separator + "after=" + text).orElse("");
            JsonObject page = admin.does(Call.get(path + from));
            items.addAll(page.objects("items"));
            after = page.optionalText("after");
        } while (after.isPresent());
        return items;
    }

    private void tell(boolean good, String line) {
        sound = sound && good;
        out.accept((good ? "PASS  " : "FAIL  ") + line);
    }
}
