-- Children before parents and never cascade: whatever else still hangs on these tables must stop the phase.
drop trigger "Subscription_is_part_of_Profile" on "Subscription";

drop table "DirectMessage";

drop table "Conversation";

drop table "Profile";

drop function "keep_userId_and_profileId_equal"();

drop function "write_Subscription_to_Profile"();
