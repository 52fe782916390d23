# Two builds of one source: the plugin (pom.xml), where Jenkins' parent POM resolves, and its layers without Jenkins
# together with the try-out (tryout/pom.xml), from Maven Central alone. See CONTRIBUTING.md.

SHELL := /bin/bash
MAVEN ?= mvn
JAVA ?= java
TRYOUT := tryout/pom.xml
TARGET := tryout/target
PIPELINE ?= docs/examples/ship-release.Jenkinsfile

# With the folders, so that a file that was removed counts as a change too.
TRYOUT_SOURCES := $(TRYOUT) $(shell find $(addprefix src/main/java/io/jenkins/plugins/aha/,values model http client operation) \
	src/test/java/io/jenkins/plugins/aha/simulator \
	tryout/src -name '*.java' -o -name '*.txt' -o -type d 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help try simulator test run mutation chaos fuzz kill-loop images bench bench-jenkins clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

# The classes in one jar, and an archive of what the JVM makes of them, halve the time that a run takes.
TRY_OUT = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Xlog:cds*=off \
	-cp "$(TARGET)/try-out.jar:$$(cat $(TARGET)/classpath)"

# A relative path counts from where make was called, also with make -C. The shell reads it from the environment, so that
# no character in it means anything to the shell.
export PIPELINE
export CALLED_FROM := $(or $(PWD),$(CURDIR))
try: $(TARGET)/ready ## run PIPELINE=path (default: ship a release) against a simulated Aha!, or against AHA_URL with AHA_TOKEN
	@[ "$${PIPELINE:0:1}" = / ] || [ ! -f "$$CALLED_FROM/$$PIPELINE" ] || PIPELINE=$$CALLED_FROM/$$PIPELINE; \
	exec $(TRY_OUT) -XX:SharedArchiveFile=$(TARGET)/try-out.jsa \
		io.jenkins.plugins.aha.tryout.TryOut "$$PIPELINE" "$(TARGET)/workspace" "$$CALLED_FROM"

simulator: $(TARGET)/ready ## a simulated Aha! that stays until Ctrl-C, for several runs of try; PORT=n (default 9901)
	@exec $(TRY_OUT) io.jenkins.plugins.aha.simulator.SimulatorMain --port $(or $(PORT),9901) $(ARGUMENTS)

$(TARGET)/ready: $(TRYOUT_SOURCES)
	@echo "Building the try-out (the first time: a minute or two) …"
	@mkdir -p $(TARGET)
	@env -u AHA_TOKEN $(MAVEN) -q -B -f $(TRYOUT) test-compile dependency:build-classpath \
		-Dmdep.outputFile=target/classpath -Dmdep.includeScope=test > $(TARGET)/try-build.log 2>&1 \
		|| { cat $(TARGET)/try-build.log; exit 1; }
	@$(JAVA) -m jdk.jartool/sun.tools.jar.Main --create --no-compress --file $(TARGET)/try-out.jar -C $(TARGET)/classes . -C $(TARGET)/test-classes .
	@rm -f $(TARGET)/try-out.jsa
	@env -u AHA_URL -u AHA_TOKEN $(TRY_OUT) -XX:ArchiveClassesAtExit=$(TARGET)/try-out.jsa \
		io.jenkins.plugins.aha.tryout.TryOut docs/examples/ship-release.Jenkinsfile $(TARGET)/workspace $(TARGET) \
		> $(TARGET)/try-archive.log 2>&1 || echo "Runs will take a second or two longer; see $(TARGET)/try-archive.log."
	@touch $@

test: ## build and test everything that this machine can build
	@.ci/choose-build test

run: ## the plugin in a real Jenkins with a simulated Aha!, where that can be built; else the same as try
	@.ci/choose-build run

mutation: ## mutation testing of the packages without Jenkins (a quarter of an hour)
	$(MAVEN) -B -f $(TRYOUT) test-compile org.pitest:pitest-maven:mutationCoverage

chaos: ## random operations on drawn accounts under every fault, 100,000 histories of a table; SEED=n decides what is drawn, ACCOUNT=0 to 9 runs one (a quarter of an hour)
	$(MAVEN) -B -f $(TRYOUT) test -Dtest='ChaosTest#aLong*,TableHistoriesTest#aLong*' -DexcludedGroups=none \
		-Daha.chaos.seed=$(or $(SEED),$(shell date +%s)) -Daha.chaos.table=$(CURDIR)/$(TARGET)/chaos.md \
		$(if $(ACCOUNT),-Daha.chaos.account=$(ACCOUNT))
	.ci/put-table chaos $(TARGET)/chaos.md

fuzz: $(TARGET)/ready ## a million cases of hostile input for everything that parses; SEED=n repeats a run (some minutes)
	$(JAVA) -XX:+UseSerialGC -Xmx600m -cp "$(TARGET)/classes:$(TARGET)/test-classes:$$(cat $(TARGET)/classpath)" \
		io.jenkins.plugins.aha.fuzz.FuzzRun $(or $(SEED),$(shell date +%s)) $(or $(CASES),1000000) 1000 $(TARGET)/fuzz
	.ci/put-table fuzz $(TARGET)/fuzz/table.md

kill-loop: ## kill a real Jenkins 25 times under load; SEED=n, KILLS=n
	.ci/choose-build plugin -B -ntp test -Dtest='KillLoopTest#*ManyTimes*' -DexcludedGroups=none \
		-Daha.chaos.seed=$(or $(SEED),$(shell date +%s)) -Daha.chaos.kills=$(or $(KILLS),25) \
		-Daha.chaos.table=$(CURDIR)/target/kill-loop.md
	.ci/put-table "kill loop" target/kill-loop.md

images: ## take the documentation's pictures anew, with Debian's chromium
	.ci/choose-build plugin -B -ntp test -Dtest='PagesTest,ScreenshotsTest,BuildFormTest#itIsFit*' -Daha.images=$(CURDIR)/docs/images

bench: $(TARGET)/ready ## how fast, in ratios to what is possible; into docs/performance.md (twenty minutes; QUICK=1: two)
	@exec $(JAVA) -cp "$(TARGET)/classes:$(TARGET)/test-classes:$$(cat $(TARGET)/classpath)" \
		io.jenkins.plugins.aha.bench.Bench $(if $(QUICK),--quick)

bench-jenkins: ## what steps cost a real Jenkins, in memory and in time; into docs/performance.md (a quarter of an hour)
	@rm -f target/bench-jenkins.md
	@status=0; .ci/choose-build plugin -B -ntp test -DforkCount=1 -Dtest='CostInJenkinsTest,BuildFormTest#*Second' -DexcludedGroups=none \
		-Daha.bench.table=$(CURDIR)/target/bench-jenkins.md || status=$$?; \
	.ci/put-table "bench in Jenkins" target/bench-jenkins.md docs/performance.md && exit $$status

clean:
	rm -rf target $(TARGET)
