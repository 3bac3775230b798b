package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Tripwires;
import dev.stopover.rehearsal.RehearsalReport;
import dev.stopover.rehearsal.RehearsalSettings;
import dev.stopover.run.RepairAnswer;
import dev.stopover.run.RepairResult;
import dev.stopover.run.RollbackResult;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import dev.stopover.run.WorkResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The command line with its streams caught, an environment of the test's own, and one known plan. */
final class TestProgram implements Engine, Container {
    static final Plan PLAN = plan("shop", "expand", "migrate");

    final StringWriter output = new StringWriter();
    final StringWriter errors = new StringWriter();
    final StopSignal stop = new StopSignal();
    final Map<String, String> environment = new HashMap<>();
    Path file = Path.of("no such file");
    Optional<RuntimeException> failure = Optional.empty();
    Optional<RunSettings> settings = Optional.empty();
    Optional<Database> database = Optional.empty();
    Optional<String> target = Optional.empty();
    boolean lossAccepted;
    Optional<ContainerServices> services = Optional.empty();
    Map<String, String> configuration = Map.of();
    Plan plan = PLAN;
    Optional<RehearsalSettings> rehearsal = Optional.empty();
    RehearsalReport rehearsed = new RehearsalReport(
            "shop",
            "shop",
            "shop_rehearsal_1",
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            Duration.ZERO);

    int run(String... arguments) {
        return cli().run(arguments);
    }

    StopoverCli cli() {
        Console console = new Console(new PrintWriter(output), new PrintWriter(errors), false, false, false);
        return new StopoverCli(new CommandContext(this, SettingSources.of(environment, file), console, stop), this);
    }

    @Override
    public List<String> bundledPlans() {
        return List.of(PLAN.name());
    }

    @Override
    public Plan plan(String nameOrFolder) {
        if (!nameOrFolder.equals(PLAN.name())) {
            throw new UsageException("there is no plan " + nameOrFolder, "Choose shop.");
        }
        return plan;
    }

    @Override
    public RunResult migrate(RunRequest request, Optional<String> toPhase) {
        asked(request.database(), request.settings());
        target = toPhase;
        return new RunResult(request.plan().name(), Optional.of(1L), List.of(), Map.of(), Duration.ZERO);
    }

    @Override
    public WorkResult work(RunRequest request, Duration patience) {
        asked(request.database(), request.settings());
        return new WorkResult(request.plan().name(), Map.of("move", 10L), "all transfers are copied", Duration.ZERO);
    }

    @Override
    public RollbackResult rollback(RunRequest request, Optional<String> toPhase, boolean accepted) {
        asked(request.database(), request.settings());
        target = toPhase;
        lossAccepted = accepted;
        return new RollbackResult(
                request.plan().name(), Optional.of(1L), List.of(), List.of(), Map.of(), Duration.ZERO);
    }

    @Override
    public RehearsalReport rehearse(RunRequest request, RehearsalSettings how) {
        asked(request.database(), request.settings());
        rehearsal = Optional.of(how);
        return rehearsed;
    }

    @Override
    public RepairResult repair(
            Database on, Plan plan, RunSettings how, Optional<RepairAnswer> given, StopSignal signal) {
        asked(on, how);
        return new RepairResult(plan.name(), given.map(answer -> 1L), List.of(), List.of("a question"));
    }

    private void asked(Database on, RunSettings how) {
        database = Optional.of(on);
        settings = Optional.of(how);
        failure.ifPresent(thrown -> {
            throw thrown;
        });
    }

    @Override
    public int run(Map<String, String> with, ToIntFunction<ContainerServices> work) {
        configuration = with;
        return work.applyAsInt(services.orElseThrow(() -> new IllegalStateException("this test has no container")));
    }

    private static Plan plan(String name, String... phases) {
        return new Plan(
                name,
                "A shop",
                Optional.empty(),
                true,
                List.of(phases).stream().map(TestProgram::phase).toList(),
                Tripwires.DEFAULT,
                "hash");
    }

    private static Phase phase(String name) {
        return new Phase(
                name,
                PhaseKind.MIGRATE,
                "",
                Risk.LOW,
                Optional.of(Duration.ofMinutes(5)),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                List.of(),
                List.<Check>of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }
}
