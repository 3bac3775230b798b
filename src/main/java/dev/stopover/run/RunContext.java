package dev.stopover.run;

/**
 * Who runs, as recorded with the run.
 *
 * @param programVersion the version of this program
 * @param host the machine or pod, and the process
 */
public record RunContext(String programVersion, String host) {
    /** This process: the pod's or machine's name, and the process id. */
    public static RunContext ofThisProcess(String programVersion) {
        String host = System.getenv().getOrDefault("HOSTNAME", "localhost");
        return new RunContext(
                programVersion, host + ":" + ProcessHandle.current().pid());
    }
}
