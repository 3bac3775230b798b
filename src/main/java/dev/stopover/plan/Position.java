package dev.stopover.plan;

/** A place in a file of a plan; lines and columns count from 1. */
public record Position(String file, int line, int column) {
    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
