alter table "ConsultantNote"
add column "bodyEncrypted" bytea;

comment on column "ConsultantNote"."bodyEncrypted" is 'The body by AES-256-GCM, bound to this table, this column and the id';
