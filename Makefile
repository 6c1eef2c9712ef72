# What one does with this project. Needs Maven; finds a JDK 25 by itself.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build run aot test test-postgresql16 test-pgbouncer test-keycloak lint-deployment release-data bench openapi lint-openapi client client-tour example-ids format reset

WITH_JDK := .ci/with-jdk
MAVEN := $(WITH_JDK) mvn -B -Dstyle.color=never --no-transfer-progress
LAUNCHER := src/launcher/java/dev/perennial/launcher
# The launcher and the benchmarks are test sources: they are not part of the service.
JAVA := exec $(WITH_JDK) java -cp "target/test-classes:target/classes:$$(cat target/test.classpath)"
CLIENT := src/client
NPM := npm --silent --no-audit --no-fund
# Maven goes on after the tests; their sum shall be the last line.
BEFORE_TESTS := mkdir -p target && touch target/tests.started
SUM_OF_TESTS := find target/surefire-reports target/failsafe-reports -name '*.txt' -newer target/tests.started \
	-exec grep -h '^Tests run:' {} + | awk -F'[:,]' '{ run += $$2; failed += $$4; errors += $$6; skipped += $$8 } \
	END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failed, errors, skipped }'

help: ## Show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-24s %s\n", $$1, $$2 }'

# Built anew when a source is younger: an unchanged service starts at once, and keeps its ahead-of-time cache.
# Not while it runs: a build replaces the files that the server reads.
SERVICE := target/quarkus-app/quarkus-run.jar
$(SERVICE): $(shell find pom.xml src/main src/launcher)
	@$(WITH_JDK) java $(LAUNCHER)/NotServed.java
	@echo "Building …"
	@$(MAVEN) -q package -DskipTests
	@touch $@

# The service's classes, read beforehand: a start takes two fifths less.
ARCHIVE := target/quarkus-app/app.jsa
$(ARCHIVE): $(SERVICE)
	@$(JAVA) dev.perennial.launcher.ClassArchive

build: $(ARCHIVE) ## Build the service into target/quarkus-app, with the archive of its classes that makes it start quickly

run: $(ARCHIVE) ## Build and run the service with a database of its own and a demo (Ctrl-C stops it)
	@$(JAVA) -XX:+UseSerialGC -XX:TieredStopAtLevel=1 dev.perennial.launcher.Launcher

aot: $(ARCHIVE) ## Build with the JVM's ahead-of-time cache, which run then uses: a third less time to start
	@$(JAVA) dev.perennial.launcher.AotTraining

test: ## Run the whole test suite on an embedded PostgreSQL 18
	@$(BEFORE_TESTS)
	@$(MAVEN) verify $(TEST_OPTIONS)
	@$(SUM_OF_TESTS)

test-postgresql16: ## Run the whole test suite on an embedded PostgreSQL 16
	@$(BEFORE_TESTS)
	@$(MAVEN) verify -Dpostgresql.version=16.10.0; status=$$?; rm -f $(SERVICE); exit $$status # run needs 18 again
	@$(SUM_OF_TESTS)

KEYCLOAK := 26.4.0
test-keycloak: ## Call the service with a token of a real Keycloak 26 (downloads its distribution, 170 MB)
	@mkdir -p target; if ! $(MAVEN) -q dependency:unpack -Dartifact=org.keycloak:keycloak-quarkus-dist:$(KEYCLOAK):zip \
		-DoutputDirectory=target/keycloak > target/keycloak.unpack 2>&1; then \
		echo "Skipped: the distribution of Keycloak $(KEYCLOAK) is not to be had."; exit 0; fi; \
	chmod +x target/keycloak/keycloak-$(KEYCLOAK)/bin/*.sh && rm -rf target/keycloak/keycloak-$(KEYCLOAK)/data && \
	$(MAVEN) test -Dtest=KeycloakTest -Dsurefire.failIfNoSpecifiedTests=false \
		-Dperennial.keycloak=target/keycloak/keycloak-$(KEYCLOAK)

POOLED := IsolationTest,TenantWallTest,TenantCrowdTest,CustomerTest,ContractApiTest,RenewalTest,SignalTest,JobTest,ImportTest,EventLogTest,RiskApiTest
test-pgbouncer: ## Run the tests that matter through PgBouncer in transaction mode (needs Debian's pgbouncer)
	@$(MAVEN) test -Dperennial.test.pgbouncer=true -Dtest='$(POOLED)'

lint-deployment: ## Check k8s/ with kustomize and promtool (needs kubectl and Debian's prometheus)
	@for folder in $$(find k8s -name kustomization.yaml -exec dirname {} +); do kubectl kustomize $$folder > /dev/null || exit 1; done
	@promtool check rules k8s/monitoring/alerts.yaml
	@promtool test rules k8s/monitoring/alerts_test.yaml

release-data: $(SERVICE) ## Write a data file of today's schema, which every later version must migrate (once per release)
	@$(JAVA) dev.perennial.schema.ReleaseData

CLASSES := *Bench
bench: ## Run the benchmarks (less of them: CLASSES=CustomerReadBench OPTIONS="-Dbench.scale=0.1 -Dbench.only=start")
	@rm -f target/bench.txt
	@$(MAVEN) -q package -Dtest='$(CLASSES)' -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.bench=true $(OPTIONS)
	@$(JAVA) dev.perennial.launcher.ClassArchive
	@$(JAVA) dev.perennial.launcher.AotTraining
	@exec $(WITH_JDK) java -cp "target/test-classes:target/classes:$$(cat target/test.classpath)" $(OPTIONS) \
		--enable-native-access=ALL-UNNAMED dev.perennial.bench.Benchmarks

openapi: ## Write openapi/openapi.yaml anew from the code
	@$(MAVEN) -q package -DskipTests
	@mkdir -p openapi && cp target/openapi/openapi.yaml openapi/openapi.yaml && echo "Wrote openapi/openapi.yaml"

lint-openapi: ## Check openapi/openapi.yaml by the rules of openapi/redocly.yaml (needs Node)
	@cd $(CLIENT) && $(NPM) ci && $(NPM) run lint

client: ## Generate the TypeScript client from openapi/openapi.yaml and compile it (needs Node)
	@cd $(CLIENT) && $(NPM) ci && $(NPM) run generate && $(NPM) run check

client-tour: client ## Run the tour with the TypeScript client; PERENNIAL_API_KEY is the key that run prints
	@cd $(CLIENT) && $(NPM) run build && $(NPM) run tour

example-ids: client ## Name the objects of the running demo in the contract's examples; then make openapi
	@cd $(CLIENT) && $(NPM) run build && $(NPM) run example-ids

format: ## Format the Java sources
	@$(MAVEN) -q spotless:apply

reset: ## Delete the data that run keeps in .perennial
	@$(WITH_JDK) java $(LAUNCHER)/Reset.java
