package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parameters of each type do. */
final class TypeDetails {
    private static final Set<String> TRUE_FALSE = Set.of("true", "false");
    private static final List<String> AUDIT_LOCATION =
            List.of("location-priority", "location-min-interval", "location-max-age");

    private final Choices choices;
    private final Findings findings;

    TypeDetails(Choices choices, Findings findings) {
        this.choices = choices;
        this.findings = findings;
    }

    void apply(Node node, TableRow row) {
        Parameters parameters = Parameters.of(row, findings);
        switch (node.type) {
            case "range" ->
                range(
                        node,
                        parameters.allow(
                                "range", "start", "end", "step", "placeholder", "tick_interval", "tick_labelset"));
            case "text" ->
                parameters.allow("text", "rows").whole("rows").ifPresent(rows -> node.control.put("rows", rows));
            case "photo" -> image(node, row, parameters.allow("image", "max-pixels", "app"));
            case "audio" ->
                parameters
                        .allow("audio", "quality")
                        .oneOf("quality", Set.of("voice-only", "low", "normal", "external"))
                        .ifPresent(quality -> bind(node, "odk:quality", quality));
            case "background-audio" -> recording(node, parameters.allow("background-audio", "quality"));
            case "geopoint" ->
                geo(node, parameters.allow("geopoint", "allow-mock-accuracy", "capture-accuracy", "warning-accuracy"));
            case "geotrace", "geoshape" -> geo(node, parameters.allow(node.type, "allow-mock-accuracy"));
            case "start-geopoint" ->
                node.actions.add(new Node.Action("odk:setgeopoint", "odk-instance-first-load", "", Map.of()));
            case "audit" -> audit(node, parameters);
            default -> parameters.unused(node.type);
        }
    }

    private static void bind(Node node, String attribute, String value) {
        node.bind.put(attribute, Text.of(value));
    }

    private void image(Node node, TableRow row, Parameters parameters) {
        parameters
                .whole("max-pixels")
                .ifPresentOrElse(
                        pixels -> bind(node, "orx:max-pixels", pixels),
                        () -> findings.warning(
                                row.place("parameters"),
                                "MAX_PIXELS",
                                "photos are sent as large as the camera takes them: write max-pixels=1280 in parameters"));
        Optional<String> app = parameters.text("app");
        String appearance = node.control.getOrDefault("appearance", "annotate");
        if (app.isPresent() && !app.get().matches("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+")) {
            parameters.error("app is the name of an Android package, such as org.example.camera");
        } else if (app.isPresent() && appearance.equals("annotate")) {
            node.control.put("intent", app.get());
        }
    }

    private static void recording(Node node, Parameters parameters) {
        Map<String, String> quality = parameters
                .oneOf("quality", Set.of("voice-only", "low", "normal"))
                .map(each -> Map.of("odk:quality", each))
                .orElse(Map.of());
        node.actions.add(new Node.Action("odk:recordaudio", "odk-instance-load", "", quality));
    }

    private static void geo(Node node, Parameters parameters) {
        parameters
                .oneOf("allow-mock-accuracy", TRUE_FALSE)
                .ifPresent(allow -> bind(node, "odk:allow-mock-accuracy", allow));
        parameters.decimal("capture-accuracy").ifPresent(metres -> node.control.put("accuracyThreshold", metres));
        parameters
                .decimal("warning-accuracy")
                .ifPresent(metres -> node.control.put("unacceptableAccuracyThreshold", metres));
    }

    private static void audit(Node node, Parameters parameters) {
        parameters.allow(
                "audit",
                "location-priority",
                "location-min-interval",
                "location-max-age",
                "track-changes",
                "identify-user",
                "track-changes-reasons");
        parameters.oneOf("track-changes", TRUE_FALSE).ifPresent(each -> bind(node, "odk:track-changes", each));
        parameters
                .oneOf("track-changes-reasons", Set.of("on-form-edit"))
                .ifPresent(each -> bind(node, "odk:track-changes-reasons", each));
        parameters.oneOf("identify-user", TRUE_FALSE).ifPresent(each -> bind(node, "odk:identify-user", each));
        long given = AUDIT_LOCATION.stream()
                .filter(name -> parameters.text(name).isPresent())
                .count();
        if (given > 0 && given < AUDIT_LOCATION.size()) {
            parameters.error("to note where people were, give all of " + String.join(", ", AUDIT_LOCATION));
        } else if (given > 0) {
            auditLocation(node, parameters);
        }
    }

    private static void auditLocation(Node node, Parameters parameters) {
        parameters
                .oneOf("location-priority", Set.of("no-power", "low-power", "balanced", "high-accuracy"))
                .ifPresent(each -> bind(node, "odk:location-priority", each));
        Optional<String> interval = parameters.whole("location-min-interval");
        Optional<String> age = parameters.whole("location-max-age");
        interval.ifPresent(each -> bind(node, "odk:location-min-interval", each));
        age.ifPresent(each -> bind(node, "odk:location-max-age", each));
        Optional<BigDecimal> least = interval.flatMap(Parameters::number);
        Optional<BigDecimal> most = age.flatMap(Parameters::number);
        if (least.isPresent()
                && (least.get().signum() < 0 || most.isPresent() && most.get().compareTo(least.get()) < 0)) {
            parameters.error("location-min-interval is at least 0, and location-max-age at least as much");
        }
    }

    /** The parameters of a select. */
    Parameters select(TableRow row, boolean fromFile) {
        Parameters parameters = Parameters.of(row, findings);
        if (fromFile) {
            parameters.allow("select from a file", "randomize", "seed", "value", "label");
        } else {
            parameters.allow("select", "randomize", "seed");
        }
        parameters.oneOf("randomize", TRUE_FALSE);
        Optional<String> seed = parameters.text("seed");
        if (seed.isPresent() && parameters.text("randomize").isEmpty()) {
            parameters.error("a seed needs randomize=true");
        }
        seed.filter(each -> Parameters.number(each).isEmpty() && !each.matches("\\$\\{" + Names.NCNAME + "}"))
                .ifPresent(each -> parameters.error("a seed is a number or a question, such as ${seed}"));
        for (String name : List.of("value", "label")) {
            parameters
                    .text(name)
                    .filter(each -> !Names.isXmlName(each))
                    .ifPresent(each -> parameters.error(name + " is a column of the file: " + each + " cannot be one"));
        }
        return parameters;
    }

    private void range(Node node, Parameters parameters) {
        String appearance = node.control.getOrDefault("appearance", "");
        boolean hasTicks = List.of("placeholder", "tick_interval", "tick_labelset").stream()
                .anyMatch(name -> parameters.text(name).isPresent());
        if (hasTicks && !appearance.isEmpty() && !appearance.contains("vertical") && !appearance.contains("no-ticks")) {
            parameters.error("ticks and placeholder go with the appearances vertical and no-ticks, and with none");
        }
        Map<String, String> all = parameters.all();
        all.putIfAbsent("start", "1");
        all.putIfAbsent("end", "10");
        all.putIfAbsent("step", "1");
        for (String name : List.of("start", "end", "step", "tick_interval", "placeholder")) {
            if (parameters
                    .decimal(name)
                    .filter(each -> Parameters.number(each).isEmpty())
                    .isPresent()) {
                return;
            }
        }
        new Range(parameters).check(choices, appearance.contains("no-ticks"));
        if (new Range(parameters).hasDecimals()) {
            bind(node, "type", "decimal");
        }
        node.control.put("start", all.get("start"));
        node.control.put("end", all.get("end"));
        node.control.put("step", all.get("step"));
        parameters.text("tick_interval").ifPresent(each -> node.control.put("odk:tick-interval", each));
        parameters.text("placeholder").ifPresent(each -> node.control.put("odk:placeholder", each));
        parameters
                .text("tick_labelset")
                .filter(choices::has)
                .ifPresent(list -> node.select = Optional.of(new Select(list, false, "", Map.of())));
    }
}
