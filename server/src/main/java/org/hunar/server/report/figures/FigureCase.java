package org.hunar.server.report.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * A folder with {@code case.json}: settings, the sections wanted, and the input files.
 *
 * @param inputs file names by kind of input
 */
record FigureCase(Path folder, CaseSettings settings, List<String> sections, Map<String, String> inputs) {
    private static final String FILE = "case.json";

    /** @throws InputException if there is no such case or its {@code case.json} is not right */
    static FigureCase read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InputException.in(folder.toString(), "there is no such folder");
        }
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw InputException.in(FILE, "there is no such file in " + folder);
        }
        try {
            return fromJson(folder, Json.readObject(Files.readAllBytes(file)));
        } catch (InvalidException e) {
            throw InputException.in(FILE, e.getMessage());
        } catch (IOException e) {
            throw InputException.in(FILE, "cannot be read: " + e.getMessage());
        }
    }

    private static FigureCase fromJson(Path folder, JsonObject json) {
        JsonObject settings = json.optionalObject("settings").orElseGet(() -> JsonObject.of("/settings", Map.of()));
        List<String> sections = json.texts("sections");
        if (sections.isEmpty()) {
            throw json.invalid("sections", "names at least one of " + Sections.names());
        }
        for (String section : sections) {
            if (!Sections.names().contains(section)) {
                throw json.invalid("sections", section + " is not one of " + Sections.names());
            }
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        JsonObject files = json.object("inputs");
        files.names().forEach(kind -> inputs.put(kind, files.text(kind)));
        return new FigureCase(folder, CaseSettings.fromJson(settings), sections, inputs);
    }

    /**
     * Computes the sections wanted.
     *
     * @return the nested tree; with several programmes, also {@code programmes/<programme>/…} for each
     * @throws InputException if the inputs are not right
     */
    Map<String, Object> compute() {
        CaseData data = new CaseData(this);
        Map<String, Object> tree = compute(data);
        if (data.programmes().size() > 1) {
            Map<String, Object> byProgramme = new LinkedHashMap<>();
            data.programmes().forEach(programme -> byProgramme.put(programme, compute(data.only(programme))));
            tree.put("programmes", byProgramme);
        }
        return tree;
    }

    private Map<String, Object> compute(CaseData data) {
        Map<String, Object> tree = new LinkedHashMap<>();
        sections.forEach(name -> tree.put(name, Sections.find(name).compute(data)));
        return tree;
    }
}
