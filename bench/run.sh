#!/usr/bin/env bash
# Compiles the measurements and runs the one that is named; the commands beside this one call it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./mvnw -q test-compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test -Denforcer.skip -Djacoco.skip
exec java -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" "dev.stopover.bench.$1"
