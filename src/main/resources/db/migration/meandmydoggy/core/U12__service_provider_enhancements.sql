drop table "ProviderServices";

alter table "ServiceProviders"
drop column "Slug",
drop column "InsuranceExpiresOn",
drop column "InstantBooking",
drop column "AcceptsBookings",
drop column "ReviewCount",
drop column "AverageRating",
drop column "YearsOfExperience";
