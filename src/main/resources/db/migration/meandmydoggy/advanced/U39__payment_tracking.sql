drop table "PaymentReferences";
