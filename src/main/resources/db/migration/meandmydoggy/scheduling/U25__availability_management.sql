drop table "AvailabilityExceptions";

drop table "ProviderAvailability";
