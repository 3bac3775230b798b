drop table "DogProfiles";
