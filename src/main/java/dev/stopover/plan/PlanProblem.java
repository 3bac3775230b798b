package dev.stopover.plan;

/** One thing that is wrong with a plan: where, what, and what to do about it. */
public record PlanProblem(Position position, String message, String remedy) implements Comparable<PlanProblem> {
    @Override
    public int compareTo(PlanProblem other) {
        int byFile = position.file().compareTo(other.position.file());
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(position.line(), other.position.line());
        return byLine != 0 ? byLine : Integer.compare(position.column(), other.position.column());
    }

    @Override
    public String toString() {
        return position + ": " + message + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
