package dev.stopover;

import dev.stopover.check.EntityReader;
import dev.stopover.cli.Engine;
import dev.stopover.cli.ProgramVersion;
import dev.stopover.cli.RunRequest;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.BundledPlans;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.rehearsal.Rehearsal;
import dev.stopover.rehearsal.RehearsalReport;
import dev.stopover.rehearsal.RehearsalSettings;
import dev.stopover.run.PlanRunner;
import dev.stopover.run.ProgressReporter;
import dev.stopover.run.RepairAnswer;
import dev.stopover.run.RepairResult;
import dev.stopover.run.RollbackResult;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import dev.stopover.run.WorkResult;
import dev.stopover.run.WorkRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The packages of the product, put together for the commands. */
final class PlanEngine implements Engine {
    @Override
    public List<String> bundledPlans() {
        return BundledPlans.names();
    }

    /** A bundled name comes first, so that a folder that happens to lie in the working directory does not hide it. */
    @Override
    public Plan plan(String nameOrFolder) {
        boolean bundled = BundledPlans.names().contains(nameOrFolder);
        return !bundled && Files.isDirectory(Path.of(nameOrFolder))
                ? PlanReader.read(PlanFolder.directory(Path.of(nameOrFolder)))
                : BundledPlans.load(nameOrFolder);
    }

    @Override
    public RunResult migrate(RunRequest request, Optional<String> toPhase) {
        return runner(request).migrate(request.plan(), toPhase);
    }

    @Override
    public WorkResult work(RunRequest request, Duration patience) {
        return new WorkRunner(
                        request.database(),
                        request.settings(),
                        RunContext.ofThisProcess(ProgramVersion.current()),
                        new ProgressReporter(request.progress()),
                        request.stop(),
                        patience)
                .run(request.plan());
    }

    @Override
    public RollbackResult rollback(RunRequest request, Optional<String> toPhase, boolean lossAccepted) {
        return runner(request).rollback(request.plan(), toPhase, lossAccepted);
    }

    @Override
    public RehearsalReport rehearse(RunRequest request, RehearsalSettings settings) {
        return new Rehearsal(
                        request.database(),
                        request.plan(),
                        settings,
                        request.settings(),
                        RunContext.ofThisProcess(ProgramVersion.current()),
                        new ProgressReporter(request.progress()),
                        request.stop(),
                        request.entities())
                .run();
    }

    @Override
    public RepairResult repair(
            Database database, Plan plan, RunSettings settings, Optional<RepairAnswer> answer, StopSignal stop) {
        EntityReader unused = (unit, within) -> {
            throw new IllegalStateException("a repair evaluates no checks");
        };
        RunProgress unseen = new RunProgress(RunView.starting(plan));
        return runner(new RunRequest(database, plan, settings, unseen, stop, unused))
                .repair(plan, answer);
    }

    private static PlanRunner runner(RunRequest request) {
        return new PlanRunner(
                request.database(),
                request.settings(),
                RunContext.ofThisProcess(ProgramVersion.current()),
                new ProgressReporter(request.progress()),
                request.stop(),
                request.entities());
    }
}
