drop function "keep_userId_and_profileId_equal"();
