drop table "BookingRules";
