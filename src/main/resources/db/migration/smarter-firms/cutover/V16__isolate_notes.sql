-- The old application does not say for which firm it works. It goes on as the owner of the table, whom policies do not hold.
alter table "ConsultantNote"
enable row level security;

create policy "ConsultantNote_firm"
on "ConsultantNote"
using ("firmId" = current_firm_id());
