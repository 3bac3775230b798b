package dev.stopover.cli;

import picocli.CommandLine.Option;

/** How results and failures are shown; read the same by every command. */
final class OutputOptions {
    /** Text for people, JSON for machines; both say the same. */
    enum Form {
        text,
        json
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description = "How the result is written to standard output. Default: ${DEFAULT-VALUE}.")
    private Form output = Form.text;

    @Option(
            names = "--log",
            paramLabel = "text|json",
            description = "How the log is written to standard error. Default: ${DEFAULT-VALUE}.")
    private Form log = Form.text;

    @Option(names = "--verbose", description = "Log more, and show stack traces.")
    private boolean verbose;

    private final Console console;

    OutputOptions(Console console) {
        this.console = console;
    }

    /** Writes a result to standard output. */
    void print(View view) {
        if (isJson()) {
            console.printJson(view.json());
        } else {
            console.print(view.text(console.outputStyle()));
        }
    }

    boolean isJson() {
        return output == Form.json;
    }

    boolean logsJson() {
        return log == Form.json;
    }

    boolean isVerbose() {
        return verbose;
    }
}
