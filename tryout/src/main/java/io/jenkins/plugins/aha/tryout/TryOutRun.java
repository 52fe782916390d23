package io.jenkins.plugins.aha.tryout;

import groovy.lang.Script;
import hudson.model.Result;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Given;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Sentences;
import io.jenkins.plugins.aha.tryout.declarative.DeclarativeCheck;
import io.jenkins.plugins.aha.tryout.declarative.DeclarativePipeline;
import io.jenkins.plugins.aha.tryout.declarative.PostConditions;
import io.jenkins.plugins.aha.tryout.language.JenkinsfileCompiler;
import io.jenkins.plugins.aha.tryout.language.MarkedTexts;
import io.jenkins.plugins.aha.tryout.language.Variables;
import io.jenkins.plugins.aha.tryout.steps.AhaSteps;
import io.jenkins.plugins.aha.tryout.steps.CommandSteps;
import io.jenkins.plugins.aha.tryout.steps.DataSteps;
import io.jenkins.plugins.aha.tryout.steps.FileSteps;
import io.jenkins.plugins.aha.tryout.steps.FlowSteps;
import io.jenkins.plugins.aha.tryout.steps.LocalWorkspace;
import io.jenkins.plugins.aha.tryout.steps.ParameterSteps;
import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs one Jenkinsfile against one Aha!, and prints what a Jenkins would. */
public final class TryOutRun {
    private static final int SECONDS_TO_END = 5;

    private final Map<String, String> environment;
    private final Path workspaces;
    private final PrintStream out;
    private final Set<String> secrets = new HashSet<>();
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final boolean real;
    private final Path folder;

    /**
     * @param environment the environment variables; {@code AHA_URL} and {@code AHA_TOKEN} say which Aha!
     * @param workspaces the folder below which the pipeline gets a workspace
     * @param folder the caller's folder, whose files the pipeline reads
     * @param real whether it is a real account, into which no missing value may be written
     * @param out the console
     */
    public TryOutRun(Map<String, String> environment, Path workspaces, Path folder, boolean real, PrintStream out) {
        this.environment = environment;
        this.workspaces = workspaces;
        this.folder = folder;
        this.real = real;
        this.out = out;
        hide(environment.getOrDefault(BuildState.TOKEN, ""));
    }

    /** Prints this text as {@code ****} wherever it turns up; the token is hidden in any case. */
    public TryOutRun hide(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret.strip());
        }
        return this;
    }

    /** Stops the run at once, and returns when it has printed what it changed, or after some seconds. */
    public void stop() {
        cancellation.cancel();
        try {
            ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs a Jenkinsfile.
     *
     * @param file the Jenkinsfile
     * @return the exit code: 0 for SUCCESS and UNSTABLE, 1 for everything else
     */
    public int run(Path file) {
        try {
            return run(file, new Console(out, secrets));
        } finally {
            ended.countDown();
        }
    }

    private int run(Path file, Console console) {
        if (!Files.isRegularFile(file)) {
            console.print("ERROR: There is no Jenkinsfile '" + file + "'. Name one by PIPELINE=path.");
            console.print("Finished: FAILURE");
            return 1;
        }
        String name = file.getFileName().toString().replaceAll("\\.?[Jj]enkinsfile$|\\.groovy$", "");
        String job = name.isEmpty() ? "pipeline" : name;
        Frame frame = Frame.ofRun(cancellation);
        BuildState build;
        AhaSteps aha;
        try {
            Given given = new Given(environment, folder);
            build = new BuildState(environment, given, job);
            LocalWorkspace workspace = new LocalWorkspace(workspaces.resolve(job), folder);
            build.set("WORKSPACE", workspace.root());
            AhaAccount account = AccountFromEnvironment.open(environment, real);
            Supplier<String> token = () -> environment.get(BuildState.TOKEN).strip();
            aha = new AhaSteps(console, build, account, token, workspace, real);
            if (real) {
                new Banner(console).print(account, token);
            }
            Steps steps = new Steps(console, given);
            perform(file, frame, steps, console, build, aha, workspace, given);
        } catch (IllegalArgumentException e) {
            console.print("ERROR: " + e.getMessage());
            console.print("Finished: FAILURE");
            return 1;
        }
        printEnd(console, build, aha, frame);
        return build.result().compareTo(Result.UNSTABLE) <= 0 ? 0 : 1;
    }

    private static void printEnd(Console console, BuildState build, AhaSteps aha, Frame frame) {
        console.print("Finished: " + build.result());
        console.print("");
        frame.leftOut().lines().forEach(console::print);
        if (!build.params().undeclared().isEmpty()) {
            console.print("Given by PARAMS, but not declared by the pipeline: "
                    + String.join(", ", build.params().undeclared()));
        }
        ChangeTable.lines(aha.changes()).forEach(console::print);
    }

    private void perform(
            Path file,
            Frame frame,
            Steps steps,
            Console console,
            BuildState build,
            AhaSteps aha,
            LocalWorkspace workspace,
            Given given) {
        JenkinsfileCompiler compiler = new JenkinsfileCompiler(frame.leftOut(), DeclarativeCheck::new);
        new FlowSteps(console, build, steps).addTo(steps);
        new ParameterSteps(console, build).addTo(steps);
        new CommandSteps(console, given).addTo(steps);
        FileSteps files = new FileSteps(console, steps, workspace, compiler, build);
        files.addTo(steps);
        new DataSteps(console, files, workspace).addTo(steps);
        new DeclarativePipeline(console, build, steps).addTo(steps);
        aha.addTo(steps);
        MarkedTexts.install();
        console.pipeline("Start of Pipeline");
        try {
            frame.run(() -> {
                try (Cancellation.Activity here = cancellation.beginInThisThread()) {
                    Script script = compiler.compile(Sentences.SCRIPT, Files.readString(file));
                    script.setBinding(new Variables(steps, build, compiler));
                    frame.turns().take(script::run);
                }
                return null;
            });
            console.pipeline("End of Pipeline");
        } catch (Throwable e) {
            console.pipeline("End of Pipeline");
            build.set(PostConditions.resultOf(e));
            console.print("ERROR: " + Sentences.of(e));
            if (Arrays.stream(LeftOut.Kind.values()).skip(1).anyMatch(frame.leftOut()::has)) {
                console.print("       Perhaps only because of what is missing here; see the list below.");
            }
        }
    }
}
