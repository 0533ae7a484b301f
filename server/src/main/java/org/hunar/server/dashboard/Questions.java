package org.hunar.server.dashboard;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentResource;

/** What forms ask, so that pages show questions and choices by their words and not by their codes. */
final class Questions {
    private Questions() {}

    /**
     * @param forms each as {@code weld_l2@1}; one that is not here, since work came before it, has no questions
     * @return for each form its questions by code, as the API has them, with {@code words}: choice to label
     */
    static Map<String, Map<String, Object>> of(
            InstrumentResource instruments, Caller caller, String programme, Collection<String> forms) {
        Map<String, Map<String, Object>> questions = new HashMap<>();
        for (String form : new LinkedHashSet<>(forms)) {
            questions.put(form, questions(instruments, caller, programme, InstrumentVersion.parse(form)));
        }
        return questions;
    }

    private static Map<String, Object> questions(
            InstrumentResource instruments, Caller caller, String programme, InstrumentVersion form) {
        Map<String, Object> questions = new LinkedHashMap<>();
        try {
            Map<String, Object> document =
                    instruments.document(caller, programme, form.instrument().value(), form.version());
            for (Map<String, Object> section : PageResource.maps(document.get("sections"))) {
                PageResource.maps(section.get("items"))
                        .forEach(item -> questions.put((String) item.get("code"), withWords(item)));
            }
        } catch (ProblemException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
        return questions;
    }

    private static Map<String, Object> withWords(Map<String, Object> item) {
        Map<String, Object> words = new LinkedHashMap<>();
        PageResource.maps(item.get("choices"))
                .forEach(choice -> words.put((String) choice.get("code"), choice.get("label")));
        Map<String, Object> question = new LinkedHashMap<>(item);
        question.put("words", words);
        return question;
    }
}
