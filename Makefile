.DEFAULT_GOAL := help
.PHONY: help build test it native demo format bench

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Package the jar without tests
	./mvnw -q package -DskipTests

test: ## Run the unit and database tests
	./mvnw test

it: ## Run the integration tests against the jar
	./mvnw verify -DskipUnitTests

native: ## Build the binary and run the integration tests against it (needs GRAALVM_HOME)
	./mvnw verify -Dnative -DskipUnitTests

demo: ## Run the bundled massava plan on an embedded PostgreSQL
	./mvnw -q -Pdemo

format: ## Format the sources
	./mvnw -q spotless:apply

bench: build ## Run every measurement in bench/
	@set -e; for measurement in bench/startup bench/scripts bench/throughput; do "$$measurement"; done
