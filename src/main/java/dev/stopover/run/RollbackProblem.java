package dev.stopover.run;

/**
 * Why a phase cannot be rolled back, found before anything is undone.
 *
 * @param isLoss whether it can be done at the price of what the message names, if that is accepted
 */
record RollbackProblem(String message, String remedy, boolean isLoss) {
    static RollbackProblem loss(String message) {
        return new RollbackProblem(message, "Give --accept-loss if that may be lost.", true);
    }

    static RollbackProblem obstacle(String message, String remedy) {
        return new RollbackProblem(message, remedy, false);
    }
}
