package io.jenkins.plugins.aha.tryout.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import groovy.json.JsonOutput;
import hudson.AbortException;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The steps that read and write data, as the plugin Pipeline Utility Steps has them. */
public final class DataSteps {
    private final ObjectMapper json = new ObjectMapper();
    private final Console console;
    private final FileSteps files;
    private final LocalWorkspace workspace;

    public DataSteps(Console console, FileSteps files, LocalWorkspace workspace) {
        this.console = console;
        this.files = files;
        this.workspace = workspace;
    }

    /** Reads a text. */
    @FunctionalInterface
    private interface Reader {
        Object read(String text) throws IOException;
    }

    public void addTo(Steps all) {
        all.add("readJSON", call -> read(call, text -> json.readValue(text, Object.class)));
        all.add("readYaml", call -> read(call, DataSteps::yaml));
        all.add("readCSV", call -> read(call, DataSteps::rows));
        all.add("readProperties", this::readProperties);
        all.add("writeJSON", this::writeJson);
    }

    /** Returns the parsed text or file; what is missing in it is missing in what comes of it. */
    private Object read(Steps.Call call, Reader reader) throws IOException {
        console.pipeline(call.step());
        Object text = call.named().get("text");
        String content = text != null ? text.toString() : files.text(call.text("file", ""));
        if (content.equals(Missing.marksOf(content)) && !content.isEmpty()) {
            return content;
        }
        try {
            return reader.read(content);
        } catch (JsonProcessingException | YAMLException e) {
            if (Missing.isIn(content)) {
                return Missing.marksOf(content);
            }
            throw new AbortException("The step " + call.step() + " could not read "
                    + (text != null ? "its text" : call.text("file", "")) + ": "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static Object yaml(String text) {
        List<Object> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).forEach(documents::add);
        return documents.size() == 1 ? documents.get(0) : documents;
    }

    /** Rows of cells: {@code rows[0][1]}. */
    private static Object rows(String text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.DEFAULT)) {
            return parser.getRecords().stream().map(CSVRecord::toList).toList();
        }
    }

    private Object readProperties(Steps.Call call) throws IOException {
        console.pipeline("readProperties");
        Map<String, Object> all = new LinkedHashMap<>();
        if (call.named().get("defaults") instanceof Map<?, ?> defaults) {
            defaults.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        String file = call.text("file", "");
        String text = textOf(file) + "\n" + call.named().getOrDefault("text", "");
        if (Missing.isIn(text)) {
            return Missing.marksOf(text);
        }
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        properties.forEach((name, value) -> all.put(String.valueOf(name), value));
        return all;
    }

    /** Without a file the other properties count, as in Jenkins. */
    private String textOf(String file) throws IOException {
        try {
            return file.isEmpty() ? "" : files.text(file);
        } catch (AbortException e) {
            console.line("warning: " + file + " does not exist, omitting from properties gathering");
            return "";
        }
    }

    private Object writeJson(Steps.Call call) throws IOException, InterruptedException {
        console.pipeline("writeJSON");
        String text = JsonOutput.toJson(call.named().get("json"));
        String written = call.named().get("pretty") == null ? text : JsonOutput.prettyPrint(text);
        if (Boolean.TRUE.equals(call.named().get("returnText"))) {
            return written;
        }
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        workspace.write(call.text("file", ""), out -> out.write(bytes));
        return null;
    }
}
