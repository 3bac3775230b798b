drop table "DogVaccinations";

drop table "DogMedicalRecords";
