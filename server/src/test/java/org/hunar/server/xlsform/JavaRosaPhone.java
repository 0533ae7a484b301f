package org.hunar.server.xlsform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.condition.IFunctionHandler;
import org.javarosa.core.model.data.DateData;
import org.javarosa.core.model.data.DateTimeData;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.GeoPointData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.TimeData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.core.services.storage.StorageManager;
import org.javarosa.core.services.storage.util.DummyIndexedStorageUtility;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/**
 * A phone with the engine of ODK Collect: opens a form, answers every question the same way each time, and writes the
 * submission. JavaRosa keeps its surroundings in static fields, so there is one phone at a time.
 */
public final class JavaRosaPhone {
    private static final String SOME_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z-]+";
    private static final String SOME_ID = "uuid:[0-9a-f-]{36}";
    private static final int A_DAY = 86_400_000;

    private final FormDef form;
    private final List<String> asked = new ArrayList<>();

    private JavaRosaPhone(FormDef form) {
        this.form = form;
    }

    /** Opens a form. @param files folder with the files that come with it */
    public static JavaRosaPhone open(byte[] xform, Path files) {
        surroundings(files);
        try {
            FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xform));
            form.getEvaluationContext().addFunctionHandler(new PullData());
            form.initialize(true, new InstanceInitializationFactory());
            return new JavaRosaPhone(form);
        } catch (org.javarosa.xform.parse.XFormParser.ParseException e) {
            throw new AssertionError("the phone cannot open the form", e);
        }
    }

    /** Answers every question, in a language of the form or in the one it begins with. */
    JavaRosaPhone fill(String language) {
        FormEntryController controller = new FormEntryController(new FormEntryModel(form));
        if (!language.isEmpty()) {
            controller.setLanguage(language);
        }
        int number = 0;
        for (int event = controller.stepToNextEvent();
                event != FormEntryController.EVENT_END_OF_FORM;
                event = controller.stepToNextEvent()) {
            if (event == FormEntryController.EVENT_QUESTION) {
                answer(controller, number++);
            }
        }
        controller.finalizeFormEntry();
        return this;
    }

    /** Gives these answers, by the name of the question and as they travel; all other questions stay without one. */
    public JavaRosaPhone fill(String language, Map<String, String> answers) {
        FormEntryController controller = new FormEntryController(new FormEntryModel(form));
        controller.setLanguage(language);
        for (int event = controller.stepToNextEvent();
                event != FormEntryController.EVENT_END_OF_FORM;
                event = controller.stepToNextEvent()) {
            if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt prompt = controller.getModel().getQuestionPrompt();
                String answer = answers.get(prompt.getIndex().getReference().getNameLast());
                if (answer != null && controller.answerQuestion(given(prompt, answer), false) != 0) {
                    throw new AssertionError("the phone does not take " + answer + " for " + prompt.getLongText());
                }
            }
        }
        controller.finalizeFormEntry();
        return this;
    }

    private static IAnswerData given(FormEntryPrompt prompt, String answer) {
        List<SelectChoice> choices = prompt.getSelectChoices();
        if (choices != null && !choices.isEmpty()) {
            List<Selection> chosen = Arrays.stream(answer.split(" "))
                    .map(value -> choices.stream()
                            .filter(choice -> choice.getValue().equals(value))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("the phone has no choice " + value))
                            .selection())
                    .toList();
            return prompt.getControlType() == Constants.CONTROL_SELECT_ONE
                    ? new SelectOneData(chosen.get(0))
                    : new MultipleItemsData(chosen);
        }
        return switch (prompt.getDataType()) {
            case Constants.DATATYPE_INTEGER -> new IntegerData(Integer.parseInt(answer));
            case Constants.DATATYPE_DECIMAL -> new DecimalData(Double.parseDouble(answer));
            case Constants.DATATYPE_GEOPOINT ->
                new GeoPointData(Arrays.stream(answer.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            default -> new StringData(answer);
        };
    }

    /** The submission as it is sent. */
    public String xml() {
        try {
            return new String(
                    new XFormSerializingVisitor().serializeInstance(form.getInstance()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the phone showed, question by question, with how each answer was taken. */
    List<String> asked() {
        return asked;
    }

    /** The submission; times and ids, which differ each time, are made the same. */
    String submission() {
        return xml().replaceAll(SOME_TIME, "TIME").replaceAll(SOME_ID, "ID");
    }

    private void answer(FormEntryController controller, int number) {
        FormEntryPrompt prompt = controller.getModel().getQuestionPrompt();
        String line = prompt.getIndex().getReference() + " " + prompt.getLongText() + " / " + prompt.getHelpText();
        if (prompt.isReadOnly()) {
            asked.add(line);
            return;
        }
        List<SelectChoice> choices = prompt.getSelectChoices();
        if (choices != null) {
            line += " " + choices.stream().map(prompt::getSelectChoiceText).toList();
        }
        IAnswerData answer = answer(prompt, choices, number);
        int taken = answer == null ? -1 : controller.answerQuestion(answer, false);
        asked.add(line + " -> " + (answer == null ? "" : answer.getDisplayText()) + " " + taken);
    }

    private static IAnswerData answer(FormEntryPrompt prompt, List<SelectChoice> choices, int number) {
        return switch (prompt.getControlType()) {
            case Constants.CONTROL_SELECT_ONE ->
                choices.isEmpty()
                        ? null
                        : new SelectOneData(choices.get(number % choices.size()).selection());
            case Constants.CONTROL_SELECT_MULTI, Constants.CONTROL_RANK ->
                choices.isEmpty()
                        ? null
                        : new MultipleItemsData(List.of(choices.get(0).selection()));
            case Constants.CONTROL_TRIGGER -> new StringData("OK");
            default -> typed(prompt, number);
        };
    }

    private static IAnswerData typed(FormEntryPrompt prompt, int number) {
        return switch (prompt.getDataType()) {
            case Constants.DATATYPE_INTEGER -> new IntegerData(1 + number % 5);
            case Constants.DATATYPE_DECIMAL -> new DecimalData(0.5);
            case Constants.DATATYPE_DATE -> new DateData(new Date(A_DAY * 365L));
            case Constants.DATATYPE_DATE_TIME -> new DateTimeData(new Date(A_DAY * 366L));
            case Constants.DATATYPE_TIME -> new TimeData(new Date(A_DAY * 367L));
            case Constants.DATATYPE_GEOPOINT -> new GeoPointData(new double[] {33.6844, 73.0479, 540, 5});
            case Constants.DATATYPE_BINARY -> new StringData("file-" + number + ".jpg");
            default -> new StringData("جواب " + number + " 好 🔧");
        };
    }

    private static void surroundings(Path files) {
        PropertyManager.setPropertyManager(new Properties());
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        StorageManager.setStorageFactory((name, type) -> new DummyIndexedStorageUtility<>());
        ReferenceManager.instance().reset();
        ReferenceManager.instance()
                .addReferenceFactory(
                        new PrefixedRootFactory(new String[] {"file-csv", "images", "audio", "video", "file"}) {
                            @Override
                            protected Reference factory(String terminal, String uri) {
                                return new FileReference(uri, files.resolve(terminal.substring(1)));
                            }
                        });
    }

    /** The properties of a phone: its id, and who works with it. The form writes them back when it is finished. */
    private static final class Properties implements org.javarosa.core.services.IPropertyManager {
        private final Map<String, List<String>> values = new HashMap<>();

        @Override
        public List<String> getProperty(String name) {
            return values.computeIfAbsent(name, any -> List.of("collect:" + any));
        }

        @Override
        public void setProperty(String name, String value) {
            values.put(name, List.of(value));
        }

        @Override
        public void setProperty(String name, List<String> value) {
            values.put(name, value);
        }

        @Override
        public String getSingularProperty(String name) {
            return getProperty(name).get(0);
        }

        @Override
        public void addRules(IPropertyRules rules) {
            throw new UnsupportedOperationException("there are no rules");
        }

        @Override
        public List<IPropertyRules> getRules() {
            return List.of();
        }
    }

    /** The function that Collect adds to the engine; here it gives back what it was asked for. */
    private static final class PullData implements IFunctionHandler {
        @Override
        public String getName() {
            return "pulldata";
        }

        @Override
        public List<Class<?>[]> getPrototypes() {
            return List.of();
        }

        @Override
        public boolean rawArgs() {
            return true;
        }

        @Override
        public Object eval(Object[] arguments, EvaluationContext context) {
            return "pulled " + arguments[arguments.length - 1];
        }
    }

    private record FileReference(String uri, Path file) implements Reference {
        @Override
        public boolean doesBinaryExist() {
            return Files.exists(file);
        }

        @Override
        public InputStream getStream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public String getURI() {
            return uri;
        }

        @Override
        public String getLocalURI() {
            return file.toString();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
