package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** One value in its two forms. */
interface View {
    /** For people, ending with a line end. */
    String text(Style style);

    /** For machines. */
    JsonNode json();
}
