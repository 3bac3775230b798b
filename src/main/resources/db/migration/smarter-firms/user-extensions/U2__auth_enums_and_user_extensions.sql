alter table "User"
drop column bio,
drop column organization,
drop column "hasClioConnection",
drop column "authMethod",
drop column type;

drop type "AuthEventType";

drop type "AssociationStatus";

drop type "AccessLevel";

drop type "AuthMethod";

drop type "UserType";
