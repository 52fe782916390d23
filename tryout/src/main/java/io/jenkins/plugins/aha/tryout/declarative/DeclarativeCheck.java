package io.jenkins.plugins.aha.tryout.declarative;

import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Checks a Declarative pipeline whole before anything of it runs, with the sentences of Jenkins' plugin
 * pipeline-model-definition. What depends on the plugins of a Jenkins (options, triggers, parameters, tools,
 * conditions) is not judged.
 */
public final class DeclarativeCheck extends CompilationCustomizer {
    private static final Set<String> PIPELINE = Set.of(
            "stages", "environment", "post", "agent", "tools", "options", "parameters", "triggers", "libraries");
    private static final Set<String> STAGE = Set.of(
            "agent", "when", "steps", "post", "options", "input", "tools", "environment", "parallel", "matrix", "failFast",
            "stages");
    private static final Set<String> MATRIX = Set.of(
            "axes", "excludes", "agent", "when", "post", "options", "input", "tools", "environment", "stages");
    private static final List<String> WORK = List.of("steps", "stages", "parallel", "matrix");
    private static final Map<String, String> RENAMED = Map.of(
            "properties", "The ‘properties’ section has been renamed as of version 0.8. Use ‘options’ instead.",
            "wrappers", "The 'wrappers' section has been removed as of version 0.8. Use 'options' instead.",
            "postBuild", "The ‘postBuild’ section has been renamed as of version 0.6. Use ‘post’ for all post-build actions.",
            "notifications",
                    "The ‘notifications’ section has been removed as of version 0.6. Use ‘post’ for all post-build actions.");

    private final DeclarativeDirectives directives = new DeclarativeDirectives(this::error);
    private final DeclarativeAxes axes = new DeclarativeAxes(this::error);
    private SourceUnit source;

    public DeclarativeCheck() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit file, GeneratorContext context, ClassNode type) {
        if (!type.isScript()) {
            return;
        }
        source = file;
        for (Statement statement : file.getAST().getStatementBlock().getStatements()) {
            Block pipeline = Block.of(statement);
            if (pipeline != null && pipeline.name().equals("pipeline") && pipeline.body() != null) {
                pipeline(pipeline);
            } else if (pipeline != null) {
                notInside(pipeline);
            }
        }
    }

    private void notInside(Block block) {
        for (Statement statement : block.inner()) {
            Block inner = Block.of(statement);
            if (inner != null && inner.name().equals("pipeline") && inner.body() != null) {
                error(statement, "pipeline block must be at the top-level, not within another block.");
            } else if (inner != null) {
                notInside(inner);
            }
        }
    }

    private void pipeline(Block pipeline) {
        Map<String, Block> sections = sections(pipeline, PIPELINE, "Undefined section \"%s\"");
        require(pipeline, sections, "stages", "agent");
        boolean node = sections.containsKey("agent") && !directives.agent(sections.get("agent"), false);
        directives.check(sections, false);
        if (sections.containsKey("stages")) {
            stages(sections.get("stages"), false, node);
        }
    }

    private void stages(Block stages, boolean sideBySide, boolean node) {
        if (stages.inner().isEmpty()) {
            error(stages.place(), "No stages specified");
        }
        Set<String> names = new HashSet<>();
        for (Statement statement : stages.inner()) {
            Block stage = Block.of(statement);
            if (stage == null || !stage.name().equals("stage")) {
                error(statement, "Expected a stage");
            } else if (stage.body() == null) {
                error(statement, "Stage does not have a block");
            } else if (stage.first() == null) {
                error(statement, "Expected a stage name but did not find any");
            } else {
                String name = stage.first() instanceof ConstantExpression text ? String.valueOf(text.getValue()) : null;
                if (name == null) {
                    error(statement, "Expected string literal");
                } else if (!names.add(name)) {
                    error(stages.place(), "Duplicate stage name: \"" + name + "\"");
                }
                stage(stage, name, sideBySide, node);
            }
        }
    }

    private void stage(Block stage, String name, boolean sideBySide, boolean nodeAround) {
        Map<String, Block> sections = sections(
                stage,
                STAGE,
                "Unknown stage section \"%s\". Starting with version 0.5, steps in a stage must be in a ‘steps’ block.");
        List<String> work = WORK.stream().filter(sections::containsKey).toList();
        boolean parallel = work.contains("parallel") || work.contains("matrix");
        if (sideBySide && parallel) {
            error(
                    stage.place(),
                    "\"matrix\" or \"parallel\" cannot be nested inside another \"matrix\" or \"parallel\".");
        } else if (work.size() > 1) {
            error(
                    stage.place(),
                    "Only one of \"matrix\", \"parallel\", \"stages\", or \"steps\" allowed for stage \"" + name + "\"");
        } else if (work.isEmpty()) {
            error(stage.place(), "Expected one of \"steps\", \"stages\", or \"parallel\" for stage \"" + name + "\"");
        }
        for (String not : List.of("agent", "tools")) {
            if (parallel && sections.containsKey(not)) {
                error(
                        stage.place(),
                        "\"" + not + "\" is not allowed in stage \"" + name
                                + "\" as it contains parallel or matrix stages");
            }
        }
        boolean own = sections.containsKey("agent") ? !directives.agent(sections.get("agent"), nodeAround) : nodeAround;
        directives.check(sections, true);
        // A stage with a condition may be skipped, so that it may lack a node.
        boolean node = own || sections.containsKey("when");
        DeclarativeSteps steps = new DeclarativeSteps(this::error, node);
        work.forEach(kind -> {
            Block block = sections.get(kind);
            switch (kind) {
                case "steps" -> steps.check(block, true);
                case "stages" -> stages(block, sideBySide, node);
                case "parallel" -> stages(block, true, node);
                default -> matrix(block, node);
            }
        });
    }

    private void matrix(Block matrix, boolean nodeAround) {
        Map<String, Block> sections = sections(matrix, MATRIX, "Undefined section \"%s\"");
        require(matrix, sections, "axes", "stages");
        boolean node = sections.containsKey("agent") ? !directives.agent(sections.get("agent"), nodeAround) : nodeAround;
        directives.check(sections, true);
        if (sections.containsKey("axes")) {
            axes.axes(sections.get("axes"));
        }
        if (sections.containsKey("excludes")) {
            axes.excludes(sections.get("excludes"));
        }
        if (sections.containsKey("stages")) {
            stages(sections.get("stages"), true, node);
        }
    }

    private Map<String, Block> sections(Block block, Set<String> allowed, String unknown) {
        Map<String, Block> sections = new java.util.LinkedHashMap<>();
        for (Statement statement : block.inner()) {
            Block section = Block.of(statement);
            if (section == null && Block.isChained(statement)) {
                error(statement, "Expected a symbol; each section begins on a line of its own");
            } else if (section == null) {
                error(
                        statement,
                        "Not a valid " + (block.name().equals("stage") ? "stage " : "") + "section definition: \""
                                + Block.source(statement) + "\". Some extra configuration is required.");
            } else if (!allowed.contains(section.name())) {
                error(
                        statement,
                        block.name().equals("pipeline") && RENAMED.containsKey(section.name())
                                ? RENAMED.get(section.name())
                                : unknown.formatted(section.name()));
            } else if (sections.put(section.name(), section) != null) {
                error(statement, "Multiple occurrences of the " + section.name() + " section");
            } else if (section.body() == null && !Set.of("agent", "failFast").contains(section.name())) {
                error(statement, "Expected a block for " + section.name());
                sections.remove(section.name());
            }
        }
        return sections;
    }

    private void require(Block block, Map<String, Block> sections, String... names) {
        for (String name : names) {
            if (!sections.containsKey(name)) {
                error(block.place(), "Missing required section \"" + name + "\"");
            }
        }
    }

    private void error(ASTNode place, String sentence) {
        source.getErrorCollector()
                .addErrorAndContinue(new SyntaxErrorMessage(
                        new SyntaxException(sentence, place.getLineNumber(), place.getColumnNumber()), source));
    }
}
