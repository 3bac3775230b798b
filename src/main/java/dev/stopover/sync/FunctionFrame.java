package dev.stopover.sync;

/**
 * What stands around the body of each generated function.
 *
 * @param searchPath the runner's, since authors write their expressions for it; temporary tables come last, so that
 *     nobody can put one in front
 */
record FunctionFrame(String searchPath) {
    private static final String TAG = "$stopover_sync$";

    /**
     * A function that the application's triggers, the runner or a commit calls. It has the right to do its work whoever
     * the application signs in as, and gives every value the form that the backfill gives it, whatever the session is
     * set to.
     */
    SyncFunction entry(String name, String parameters, String returns, String declarations, String body) {
        String settings = """
                security definer
                set search_path = %s
                set row_security = off
                set timezone = 'UTC'
                set datestyle = 'ISO'
                set intervalstyle = 'iso_8601'
                set extra_float_digits = 1
                set bytea_output = 'hex'
                set lc_monetary = 'C'
                """.formatted(searchPath);
        return function(name, parameters, returns, settings, declarations, body);
    }

    /** A function that only functions of the first kind call, and that runs under their rights and settings. */
    SyncFunction inner(String name, String parameters, String returns, String declarations, String body) {
        return function(name, parameters, returns, "", declarations, body);
    }

    private static SyncFunction function(
            String name, String parameters, String returns, String settings, String declarations, String body) {
        String sql = """
                create or replace function %s(%s) returns %s
                language plpgsql
                %sas %s
                #variable_conflict use_column
                %sbegin
                %send
                %s
                """.formatted(
                        SyncNames.quoted(name),
                        parameters,
                        returns,
                        settings,
                        TAG,
                        declarations.isEmpty() ? "" : "declare\n" + declarations.indent(2),
                        body.indent(2),
                        TAG);
        return new SyncFunction(name, parameters, sql);
    }
}
