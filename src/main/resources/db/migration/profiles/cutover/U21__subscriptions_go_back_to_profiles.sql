drop trigger "Subscription_is_part_of_Profile" on "Subscription";

drop function "write_Subscription_to_Profile"();
