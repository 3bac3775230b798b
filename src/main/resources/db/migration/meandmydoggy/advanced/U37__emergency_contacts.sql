drop table "EmergencyContacts";
