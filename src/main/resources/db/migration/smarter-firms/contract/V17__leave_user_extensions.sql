-- The new application keeps the columns itself.
drop trigger "Consultant_user" on "Consultant";

drop function user_of_consultant();

drop trigger "ClioToken_hasClioConnection" on "ClioToken";

drop function user_clio_connection();

drop trigger "User_authMethod_update" on "User";

drop trigger "User_authMethod_insert" on "User";

drop function user_auth_method();
