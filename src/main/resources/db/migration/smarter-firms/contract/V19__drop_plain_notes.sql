alter table "ConsultantNote"
drop column body;
