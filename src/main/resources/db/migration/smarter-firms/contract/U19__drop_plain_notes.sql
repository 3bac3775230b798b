-- Empty: what was encrypted is decrypted into it when all scripts are undone.
alter table "ConsultantNote"
add column body text;

comment on column "ConsultantNote".body is 'Sensitive, and in plain text';
